namespace Nts.Ntp;

/// <summary>How clients are told apart in the list of the busiest.</summary>
public enum ClientListing
{
    /// <summary>Not at all: there is no list.</summary>
    None = 0,

    /// <summary>By the /24 of IPv4 or the /48 of IPv6, where one of many cannot be told.</summary>
    Networks,

    /// <summary>By their addresses.</summary>
    Addresses,
}
