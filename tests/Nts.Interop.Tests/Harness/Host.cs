namespace Nts.Interop.Harness;

/// <summary>A host of a <see cref="Network"/>.</summary>
/// <param name="Place">Where its programs run.</param>
/// <param name="Name4">Its name with an IPv4 address alone.</param>
/// <param name="Name6">Its name with an IPv6 address alone.</param>
internal sealed record Host(Place Place, string Name4, string Name6);
