using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Whether this process may use a device, without opening it: to open a serial port moves its control lines.</summary>
public static class DeviceAccess
{
    /// <summary>Whether reading and writing are allowed; also false when there is no such device.</summary>
    public static bool IsAllowed(string path) => Libc.access(path, Libc.R_OK | Libc.W_OK) == 0;
}
