using System;
using System.IO;
using System.Net.Sockets;
using Nts.Drivers.OpenSsl;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;

namespace Nts.Desktop.Roles;

/// <summary>Runs one role in the foreground: exit code 0 when it was stopped, 1 when it could not start.</summary>
internal static class Role
{
    /// <summary>How long a server that follows waits for the file that another one is about to make.</summary>
    private const int PatienceSeconds = 30;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Opens the keys, starts the service with them, and runs it until it is told to stop.</summary>
    /// <param name="keys">Which keys.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="start">Makes the service; it owns the keys from then on.</param>
    public static int Run(KeyRingOptions keys, EventLog log, Func<IKeyRingKeeper, IService> start)
    {
        using ServiceLoop loop = new(log);
        try
        {
            if (Open(keys, log, loop) is not { } keeper)
            {
                return 0;
            }

            using (keeper)
            {
                using IService service = start(keeper);
                loop.Run(service);
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TlsException or SocketException)
        {
            log.Error($"cannot start: {e.Message}");
            return 1;
        }
    }

    private static IKeyRingKeeper? Open(KeyRingOptions options, EventLog log, ServiceLoop loop)
    {
        for (int second = 0; ; second++)
        {
            if (KeyRingKeeper.TryOpen(options, log, out IKeyRingKeeper? keeper, out string reason))
            {
                return keeper;
            }

            if (options.Mode is not KeyRingMode.Follow || second == PatienceSeconds)
            {
                throw new IOException(reason);
            }

            if (second == 0)
            {
                log.Notice($"cookie keys: {reason}; waiting {PatienceSeconds} s for a good one");
            }

            if (loop.Stop.WaitHandle.WaitOne(Second))
            {
                return null;
            }
        }
    }
}
