using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Appliance.Timekeeping;
using Nts.Server;

namespace Nts.Appliance.Configuration;

/// <summary>The files that must stay secret: those that the configuration names, and those of the state directory.</summary>
internal static class Secrets
{
    /// <summary>Those that others can get at, as far as this user can see them.</summary>
    /// <param name="configuration">Names some of them.</param>
    /// <param name="leavesOut">One that somebody else looks after; null for none.</param>
    public static IEnumerable<SecretProblem> Problems(ApplianceConfiguration configuration, string? leavesOut = null)
    {
        string?[] paths =
        [
            configuration.NtpSymmetricKeyFile, configuration.PrivateKeyFile, CookieKeys.FileOf(configuration),
            Path.Combine(configuration.StateDirectory, "ca.key"), Path.Combine(configuration.StateDirectory, "server.key"),
        ];
        return paths.OfType<string>().Where(path => path != leavesOut).Select(SecretFile.TooOpen).OfType<SecretProblem>();
    }
}
