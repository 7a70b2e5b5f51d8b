using System;

namespace Nts.Crypto;

/// <summary>Which of the implementations of AES and of POLYVAL's field this process uses; decided once.</summary>
internal static class AesBackEnd
{
    /// <summary>The AppContext switch that forces the portable implementation.</summary>
    /// <remarks>
    /// It can be set in <c>configProperties</c> of <c>runtimeconfig.json</c>. On x86 the environment variable <c>DOTNET_EnableAES=0</c>,
    /// which hides the instructions from the runtime, has the same effect.
    /// </remarks>
    public const string PortableSwitch = "Nts.Crypto.PortableAes";

    /// <summary>True for <see cref="HardwareAes"/> and <see cref="HardwarePolyvalField"/>, false for <see cref="VectorPermuteAes"/> and <see cref="PortablePolyvalField"/>.</summary>
    /// <remarks>A CPU has both kinds of instructions or neither.</remarks>
    public static readonly bool IsHardware = ChoosesHardware();

    /// <summary>What this CPU and the switch ask for.</summary>
    public static bool ChoosesHardware() => HardwareAes.IsSupported && HardwarePolyvalField.IsSupported
        && !(AppContext.TryGetSwitch(PortableSwitch, out bool portable) && portable);
}
