using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Nts.Drivers.OpenSsl.Interop;

/// <summary>Finds OpenSSL 3 on this machine; every way into this room goes through <see cref="Load"/>.</summary>
internal static class OpenSslLibrary
{
    private static readonly Lazy<Handles> Loaded = new(Open, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Loads libcrypto and libssl once.</summary>
    /// <exception cref="TlsException">OpenSSL 3 is not installed; the message says what to install.</exception>
    public static void Load() => _ = Loaded.Value;

    private static Handles Open()
    {
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        Handles handles = OperatingSystem.IsWindows() ? OpenPair(isArm ? "{0}-3-arm64" : "{0}-3-x64")
            : OperatingSystem.IsMacOS() ? OpenPair("{0}.3.dylib", (isArm ? "/opt/homebrew" : "/usr/local") + "/opt/openssl@3/lib/{0}.3.dylib")
            : OpenPair("{0}.so.3");
        NativeLibrary.SetDllImportResolver(typeof(OpenSslLibrary).Assembly, (name, _, _) => name switch
        {
            LibSsl.Name => handles.Ssl,
            LibCrypto.Name => handles.Crypto,
            _ => 0,
        });
        return handles;
    }

    /// <summary>Both libraries from the same place: libssl of one OpenSSL does not work with libcrypto of another.</summary>
    private static Handles OpenPair(params ReadOnlySpan<string> patterns)
    {
        foreach (string pattern in patterns)
        {
            if (TryLoad(pattern, LibCrypto.Name, out nint crypto) && TryLoad(pattern, LibSsl.Name, out nint ssl))
            {
                return new(ssl, crypto);
            }
        }

        throw new TlsException(MissingText());
    }

    private static bool TryLoad(string pattern, string name, out nint handle) => NativeLibrary.TryLoad(
        pattern.Replace("{0}", name), typeof(OpenSslLibrary).Assembly, DllImportSearchPath.SafeDirectories, out handle);

    private static string MissingText() =>
        "OpenSSL 3 (libssl and libcrypto) is not installed on this machine. "
        + (OperatingSystem.IsWindows() ? "Install it with: winget install ShiningLight.OpenSSL.Light"
            : OperatingSystem.IsMacOS() ? "Install it with: brew install openssl@3"
            : "Install the package libssl3 (Debian 12, Ubuntu 22.04), libssl3t64 (Debian 13, Ubuntu 24.04) or openssl-libs (Fedora).");

    private sealed record Handles(nint Ssl, nint Crypto);
}
