using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>A real GPIO register and the machine's clock.</summary>
internal sealed class RegisterProbe(GpioRegister register) : ILineProbe
{
    /// <inheritdoc/>
    public bool IsHigh => register.IsHigh;

    /// <inheritdoc/>
    public PosixTime Now() => SystemClock.Read();
}
