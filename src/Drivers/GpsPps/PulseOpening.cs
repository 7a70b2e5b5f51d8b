using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Polling;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Opens pulse sources, and says in a sentence where it had to take another way than the one that was asked for.</summary>
internal static class PulseOpening
{
    private const string NoPriority =
        "polled without real-time priority, so that more samples are lost: it needs CAP_SYS_NICE, or LimitRTPRIO=40 in the systemd unit";

    /// <summary>A GPIO line by interrupts; where pps-gpio has the line, by its device.</summary>
    public static IPulseSource Interrupts(string chip, int line, EdgeDirection? direction, StampBias? bias, IClock clock)
    {
        try
        {
            return KernelPulseSource.Over(GpioLine.Open(chip, line, direction, LineBias.AsIs), clock, bias);
        }
        catch (LinuxException e) when (e.IsBusy && OwnerOf(chip, line, PpsEntry.All()) is PpsEntry owner)
        {
            PpsDevice device = PpsDevice.Open(owner.Device, direction ?? EdgeDirection.Rising);
            string note = string.Create(CultureInfo.InvariantCulture, $"pps-gpio has GPIO {line}: its {owner.Device} is used");
            return KernelPulseSource.Over(device, clock, bias, note);
        }
    }

    /// <summary>A GPIO line, polled beside its interrupts where that can be.</summary>
    public static IPulseSource Best(string chip, int line, EdgeDirection? direction, StampBias? bias, StampBias? remembered, IClock clock)
    {
        if (chip != DeviceTree.HeaderChip)
        {
            return Interrupts(chip, line, direction, bias, clock);
        }

        // The line first: taking it makes it an input. Its bias is the polling source's affair.
        KernelPulseSource interrupts = (KernelPulseSource)Interrupts(chip, line, direction, null, clock);
        try
        {
            return Polled(line, direction ?? EdgeDirection.Rising, clock, interrupts, bias, remembered);
        }
        catch (LinuxException e)
        {
            interrupts.Note = $"{(interrupts.Note is string note ? note + "; " : "")}not polled, so that stamps are late by the interrupt: {e.Message}";
            interrupts.Bias = bias;
            return interrupts;
        }
    }

    /// <summary>A Raspberry Pi's pin by polling.</summary>
    public static IPulseSource Polled(
        int line, EdgeDirection direction, IClock clock, IPulseSource? interrupts = null, StampBias? bias = null, StampBias? remembered = null)
    {
        GpioRegister register = GpioRegister.Open(line);
        return new PolledPulseSource(new RegisterProbe(register), interrupts, direction, new InterruptBias(bias, remembered), clock, new MachineTime())
        {
            Register = register,
            Prepare = GoFirst,
        };
    }

    /// <summary>A PPS device.</summary>
    public static IPulseSource Pps(string path, EdgeDirection direction, StampBias? bias, IClock clock)
    {
        bool isOwnTimer = PpsEntry.All().Any(entry => entry.Device == path && entry.IsOwnTimer);
        return KernelPulseSource.Over(
            PpsDevice.Open(path, direction), clock, bias, isOwnTimer ? $"{path} is a timer of this machine's own clock, no receiver's pulse" : null);
    }

    /// <summary>A modem line.</summary>
    public static IPulseSource Modem(string path, ModemPin pin, EdgeDirection? direction, StampBias? bias, IClock clock)
    {
        string note = PpsEntry.All().FirstOrDefault(entry => entry.Path == path) is PpsEntry better
            ? $"the kernel stamps this line better: set [receiver] pulse = {better.Device}"
            : $"stamped when a thread wakes up; `ldattach pps {path}` makes a /dev/pps device of it, which is more exact";
        return KernelPulseSource.Over(ModemLine.Open(path, pin), clock, direction, bias, note);
    }

    /// <summary>The PPS device behind a line that is taken: by the device tree, which numbers the lines of pps-gpio's overlay by the header's chip.</summary>
    internal static PpsEntry? OwnerOf(string chip, int line, IReadOnlyList<PpsEntry> sources) =>
        chip == DeviceTree.HeaderChip ? sources.FirstOrDefault(source => source.GpioLine == line) : null;

    /// <summary>Takes a processor away from interrupts, which the first one handles: there each would hold up the search for its own edge.</summary>
    private static string? GoFirst()
    {
        IReadOnlyList<int> processors = ProcessorAffinity.Allowed();
        if (processors.Count > 1)
        {
            ProcessorAffinity.TryPin(processors[^1]);
        }

        return RealTimePriority.TryTake() ? null : NoPriority;
    }
}
