using System;

namespace Nts.Crypto;

/// <summary>Which of the AES implementations this process uses; decided once.</summary>
internal static class AesBackEnd
{
    /// <summary>The AppContext switch that forces the portable implementation, for instance from <c>configProperties</c> in <c>runtimeconfig.json</c>.</summary>
    public const string PortableSwitch = "Nts.Crypto.PortableAes";

    /// <summary>True for <see cref="HardwareAes"/>, false for <see cref="BitslicedAes"/>.</summary>
    public static readonly bool IsHardware = ChoosesHardware();

    /// <summary>What this CPU and the switch ask for.</summary>
    public static bool ChoosesHardware() => HardwareAes.IsSupported && !(AppContext.TryGetSwitch(PortableSwitch, out bool portable) && portable);
}
