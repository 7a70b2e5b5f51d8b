namespace Nts.Drivers.GpsPps.Setup;

/// <summary>What to do with the open port: exactly one of these.</summary>
/// <param name="Write">Send these bytes.</param>
/// <param name="BaudRate">Change to this speed.</param>
/// <param name="Leave">Nobody talks here: try another port.</param>
internal readonly record struct PortAction(byte[]? Write = null, int? BaudRate = null, bool Leave = false);
