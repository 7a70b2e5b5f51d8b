using System;
using System.Threading;
using Nts.Drivers.Linux;
using Nts.Drivers.Linux.Interop;

namespace Nts.Vm;

/// <summary>Says each change of the kernel's leap machine, as clock_adjtime shows it to every program.</summary>
internal static class KernelStateLog
{
    private const int Interval = 20;

    private static readonly string[] States = ["TIME_OK", "TIME_INS", "TIME_DEL", "TIME_OOP", "TIME_WAIT", "TIME_ERROR"];

    /// <summary>Looks fifty times a second until it is told to stop.</summary>
    public static void Follow(ManualResetEventSlim stop)
    {
        string last = "";
        while (!stop.Wait(Interval))
        {
            Libc.Timex answer = default;
            string state = States[KernelClock.Adjust(ref answer)];
            string flags = string.Join('+', Array.FindAll([Name(Libc.STA_INS, "INS"), Name(Libc.STA_DEL, "DEL"), Name(Libc.STA_UNSYNC, "UNSYNC")], name => name.Length > 0));
            string now = $"{state}, status {(flags.Length > 0 ? flags : "none")}, TAI - UTC {answer.tai} s";
            if (now != last)
            {
                Console.WriteLine($"  kernel at {SystemClock.Read()}: {now}");
                last = now;
            }

            string Name(int flag, string name) => (answer.status & flag) != 0 ? name : "";
        }
    }
}
