using System.Globalization;

namespace Nts.Drivers.GpsPps;

/// <summary>Where a receiver was heard.</summary>
/// <param name="Port">The serial port.</param>
/// <param name="BaudRate">Bits per second.</param>
public sealed record ReceiverPlace(string Port, int BaudRate)
{
    /// <summary>The same in plain words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port} at {BaudRate} baud");
}
