using System;

namespace Nts.Crypto;

/// <summary>Which of the AES implementations this process uses; decided once.</summary>
internal static class AesBackEnd
{
    /// <summary>The AppContext switch that forces the portable implementation, for instance from <c>runtimeconfig.json</c>'s <c>configProperties</c>.</summary>
    public const string PortableSwitch = "Nts.Crypto.PortableAes";

    /// <summary>True for <see cref="HardwareAes"/>, false for <see cref="BitslicedAes"/>.</summary>
    public static readonly bool IsHardware = HardwareAes.IsSupported && !(AppContext.TryGetSwitch(PortableSwitch, out bool portable) && portable);
}
