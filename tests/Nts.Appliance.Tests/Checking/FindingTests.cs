using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Appliance.Timekeeping;
using Nts.Drivers.GpsPps;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Appliance.Checking;

/// <summary>Each thing that <c>nts-appliance check</c> can find, on a machine made up for it.</summary>
public sealed class FindingTests
{
    /// <summary>Major 204 and minor 64, ttyAMA0, as /proc/PID/stat packs them.</summary>
    private const int TerminalAma0 = (204 << 8) | 64;

    private const string HeaderPort = "/dev/ttyAMA0";

    /// <summary>What is made up, what is looked at, and what must be found, with a piece of its text.</summary>
    private static readonly Case[] Cases =
    [
        new("port is there", FindingLevel.Ok, "is there", m => Port(m.Port("ttyAMA0"))),
        new("port is a link", FindingLevel.Ok, "/dev/serial0 (/dev/ttyAMA0)", m => Port(m.Port("ttyAMA0").Link("/dev/serial0", "ttyAMA0"), "/dev/serial0")),
        new("no such port on a PC", FindingLevel.Problem, "there is no /dev/ttyAMA0", m => Port(m.Port("ttyUSB0"))),
        new("no port at all", FindingLevel.Problem, "there is no /dev/ttyAMA0", m => Port(m)),
        new("Pi 5, port off", FindingLevel.Problem, "there is no /dev/ttyAMA0", m => Port(Pi5(m, ""))),
        new("Pi 5, port on from the next boot", FindingLevel.Problem, "there is no /dev/ttyAMA0", m => Port(Pi5(m, "dtparam=uart0=on\n"))),
        new("Pi 4, port off, another model's section", FindingLevel.Problem, "there is no /dev/ttyS0", m => Port(m.Pi("4 Model B", "bcm2711", "[pi5]\nenable_uart=1\n"), "/dev/ttyS0")),
        new("login shell", FindingLevel.Problem, "login shell (agetty, process 512)", m => Port(m.Port("ttyAMA0").Process(512, "agetty", TerminalAma0))),
        new("another session's terminal", FindingLevel.Ok, "nobody else", m => Port(m.Port("ttyAMA0").Process(513, "bash", 34816))),
        new("gpsd", FindingLevel.Problem, "gpsd (process 700)", m => Port(m.Port("ttyAMA0").Process(700, "gpsd").Link("/proc/700/fd/5", HeaderPort))),
        new("kernel console in force", FindingLevel.Problem, "the kernel's console", m => Port(m.Port("ttyAMA0").File("/sys/class/tty/console/active", "tty1 ttyAMA0\n"))),
        new("port of others", FindingLevel.Problem, "may not use /dev/ttyAMA0", m => Port(m.Port("ttyAMA0"), mayUse: false)),

        new("Pi 5 as it should be", FindingLevel.Ok, "Raspberry Pi 5 Model B", m => Boot(Pi5(m, "[all]\ndtparam=uart0=on\n").Port("ttyAMA0"))),
        new("Pi 5, console on serial0", FindingLevel.Problem, "console=serial0", m => Boot(Pi5(m, "dtoverlay=uart0-pi5\n", "console=serial0,115200 console=tty1").Port("ttyAMA0"))),
        new("Pi 5, debug connector", FindingLevel.Problem, "ttyAMA10 is the small debug connector", m => Boot(Pi5(m, "").Port("ttyAMA10").Link("/dev/serial0", "ttyAMA10"), "/dev/serial0")),
        new("Pi 5, overlay without effect", FindingLevel.Note, "disable-bt", m => Boot(Pi5(m, "dtparam=uart0=on\ndtoverlay=disable-bt\n").Port("ttyAMA0"))),
        new("Pi 3, Bluetooth on the port", FindingLevel.Problem, "belongs to Bluetooth", m => Boot(m.Pi("3 Model B Plus", "bcm2837", "enable_uart=1\n").Port("ttyAMA0"))),
        new("Pi 3, Bluetooth off", FindingLevel.Ok, "Raspberry Pi 3", m => Boot(m.Pi("3 Model B Plus", "bcm2837", "enable_uart=1\n[pi3]\ndtoverlay=disable-bt # for the receiver\n").Port("ttyAMA0"))),
        new("Pi 4, mini UART", FindingLevel.Note, "mini UART", m => Boot(m.Pi("4 Model B", "bcm2711", "enable_uart=1\n").Port("ttyS0", "4:64"), "/dev/ttyS0")),
        new("Pi 4, console on the mini UART", FindingLevel.Problem, "console=serial0", m => Boot(m.Pi("4 Model B", "bcm2711", "enable_uart=1\n", "console=serial0,115200 console=tty1").Port("ttyS0", "4:64"), "/dev/ttyS0")),
        new("Pi 4, console in the slot that starts", FindingLevel.Problem, "b/cmdline.txt has console=ttyAMA0", m => Boot(m.Pi("4 Model B", "bcm2711", "include slot.txt\ndtoverlay=disable-bt\n")
            .File("/boot/firmware/slot.txt", "os_prefix=b/\n").File("/boot/firmware/b/cmdline.txt", "console=ttyAMA0,115200\n").Port("ttyAMA0"), "/dev/ttyAMA0")),
        new("sound on the pin", FindingLevel.Problem, "dtparam=i2s=on takes GPIO 18", m => Boot(Pi5(m, "dtparam=uart0=on\ndtparam=i2c_arm=on,i2s=on\n").Port("ttyAMA0"))),
        new("no boot files", FindingLevel.Note, "there is no /boot/firmware/config.txt", m => Boot(m.File("/proc/device-tree/compatible", "brcm,bcm2712"))),

        new("pin is free", FindingLevel.Ok, "GPIO 18", m => Pulse(m.File("/dev/gpiochip0").Pps(0, "ktimer"), "gpio:18")),
        new("no GPIO chips", FindingLevel.Problem, "no GPIO chips", m => Pulse(m, "gpio:18")),
        new("pps-gpio has the pin", FindingLevel.Problem, "pps-gpio has GPIO 18, as /dev/pps1", m => Pulse(m.File("/dev/gpiochip0").Pps(0, "ktimer").Pps(1, "pps@12.-1"), "gpio:pinctrl-rp1:18")),
        new("GPIO chips of others", FindingLevel.Problem, "may not use /dev/gpiochip0", m => Pulse(m.File("/dev/gpiochip0"), "gpio:18", mayUse: false)),
        new("pulse device is there", FindingLevel.Ok, "pps@12.-1", m => Pulse(m.Pps(0, "pps@12.-1"), "/dev/pps0")),
        new("no such pulse device", FindingLevel.Problem, "/dev/pps1 (ktimer)", m => Pulse(m.Pps(1, "ktimer"), "/dev/pps0")),
        new("no such pulse device on a Pi", FindingLevel.Problem, "there is no /dev/pps0", m => Pulse(Pi5(m, ""), "/dev/pps0")),
        new("pulse device from the next boot", FindingLevel.Problem, "there is no /dev/pps0", m => Pulse(Pi5(m, "dtoverlay=pps-gpio,gpiopin=18\n"), "/dev/pps0")),
        new("test timer as the pulse", FindingLevel.Problem, "test timer", m => Pulse(m.Pps(0, "ktimer"), "/dev/pps0")),
        new("pulse device of others", FindingLevel.Problem, "root's alone", m => Pulse(m.Pps(0, "pps@12.-1"), "/dev/pps0", mayUse: false)),

        new("PTP clock is there", FindingLevel.Ok, "/dev/ptp0 is there, with 2 inputs", m => Pulse(Ptp(m), "ptp:/dev/ptp0:1:0")),
        new("no such PTP clock", FindingLevel.Problem, "there are: /dev/ptp0 (igb)", m => Pulse(Ptp(m), "ptp:/dev/ptp1")),
        new("PTP clock without inputs", FindingLevel.Problem, "cannot stamp pulses", m => Pulse(Ptp(m, inputs: 0), "ptp:/dev/ptp0")),
        new("no such channel of a PTP clock", FindingLevel.Problem, "has channels 0 to 1, not 2", m => Pulse(Ptp(m), "ptp:/dev/ptp0:2")),
        new("no such pin of a PTP clock", FindingLevel.Problem, "has pins 0 to 3, not 4", m => Pulse(Ptp(m), "ptp:/dev/ptp0:0:4")),
        new("PTP clock of others", FindingLevel.Problem, "may not use /dev/ptp0", m => Pulse(Ptp(m), "ptp:/dev/ptp0", mayUse: false)),
        new("modem line is there", FindingLevel.Ok, "its CTS line", m => Pulse(m.Port("ttyS0", "4:64"), "cts:/dev/ttyS0")),
        new("no port for a modem line", FindingLevel.Problem, "there is no /dev/ttyS0 whose DCD line", m => Pulse(m, "dcd:/dev/ttyS0")),
        new("modem line of others", FindingLevel.Problem, "may not use /dev/ttyS0", m => Pulse(m.Port("ttyS0", "4:64"), "dcd:/dev/ttyS0", mayUse: false)),

        new("no other clock program", FindingLevel.Ok, "no other program", m => [ClockDaemons.Check(new Machine(m.Process(1, "systemd").Root))]),
        new("chronyd that only watches", FindingLevel.Ok, "no other program", m => [ClockDaemons.Check(new Machine(m.Process(812, "chronyd", 0, "chronyd\0-x\0").Root))]),
        new("chronyd and timesyncd", FindingLevel.Problem, "chronyd (process 812), systemd-timesyncd (process 99)", m => [ClockDaemons.Check(new Machine(m.Process(812, "chronyd").Process(99, "systemd-timesyn").Root))]),

        new("may do everything", FindingLevel.Ok, "this user may", m => Privileges(m, "self", "0000000002000400", null)),
        new("may not steer", FindingLevel.Note, "CAP_SYS_TIME), nor serve port 123", m => Privileges(m, "self", "0000000000000000", null)),
        new("timekeeper may not serve", FindingLevel.Problem, "the timekeeper (process 42) may not serve port 123", m => Privileges(m, "42", "0000000002000000", 42)),
        new("ports are free for all", FindingLevel.Ok, "may steer", m => Privileges(m.File("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0\n"), "self", "0000000002000000", null)),
        new("privileges hidden", FindingLevel.Note, "cannot be read", m => [PrivilegeCheck.Of(new Machine(m.Root), 42, true, 123)]),

        new("leap table is good", FindingLevel.Ok, "own table is good until 2027-06-28", m => Leap(m, 70)),
        new("leap table ends soon", FindingLevel.Note, "own table ends on 2027-06-28", m => Leap(m, 50)),
        new("leap table has ended", FindingLevel.Note, "own table ended on 2027-06-28", m => Leap(m, 0)),
        new("leap table of tzdata is newer", FindingLevel.Ok, "the table of /usr/share/zoneinfo/leap-seconds.list is good until 2027-12-29", m => Leap(m.File(LeapSecondFile.OfTzData, LeapTable(4_039_027_200)), 0)),
        new("leap table of the configuration ends soon", FindingLevel.Note, "the table of /etc/leap ends on 2027-12-29", m => Leap(m.File("/etc/leap", LeapTable(4_039_027_200)), -164, "/etc/leap")),
        new("leap table of the configuration is older", FindingLevel.Ok, "own table", m => Leap(m.File("/etc/leap", LeapTable(3_991_593_600)), 70, "/etc/leap")),
        new("no such leap table", FindingLevel.Note, "/etc/leap cannot be used", m => Leap(m, 70, "/etc/leap")),
        new("leap table is damaged", FindingLevel.Note, "line 2: neither a comment nor two numbers", m => Leap(m.File("/etc/leap", "#$ 1\nx\n"), 70, "/etc/leap")),

        new("timekeeper is locked", FindingLevel.Ok, "locked", _ => [Timekeeper("locked", "paired", null)]),
        new("timekeeper is about to lock", FindingLevel.Note, "not locked (acquiring)", _ => [Timekeeper("acquiring", "paired", "pulses arrive, measuring phase and frequency")]),
        new("timekeeper is not locked", FindingLevel.Problem, "not locked (cold)", _ => [Timekeeper("cold", "no-pulse", "no pulse on GPIO line 18 of pinctrl-rp1")]),
        new("no timekeeper", FindingLevel.Note, "it does not run", _ => [TimekeeperCheck.Of(new StatusView(default, null, "no timekeeper publishes its state at /run/nts-appliance/status"))]),

        new("receiver heard", FindingLevel.Ok, "heard 9000 bytes", _ => [Receiver(ReceiverState.Paired, "pulse and time are paired: 8 satellites used, serial delay 71 ms", null)]),
        new("receiver on its way", FindingLevel.Note, "agree", _ => [Receiver(ReceiverState.Pairing, "pulse and time agree for 3 of 5 seconds", "wait some seconds")]),
        new("receiver in trouble", FindingLevel.Problem, "no bytes", _ => [Receiver(ReceiverState.Silent, "no bytes on /dev/ttyAMA0 for 5 s", "check that the receiver has power")]),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_MadeUpMachine_FindsIt(string name)
    {
        Case wanted = Cases.Single(c => c.Name == name);
        IReadOnlyList<Finding> findings = Look(wanted);
        Assert.Contains(findings, finding => finding.Level == wanted.Level && finding.Text.Contains(wanted.Text, StringComparison.Ordinal));
        Assert.True(wanted.Level is FindingLevel.Problem || findings.Count == 1);
    }

    [Fact]
    public void Check_EveryProblem_HasANextStep() =>
        Assert.All(Cases.Where(c => c.Level is FindingLevel.Problem).SelectMany(Look).Where(finding => finding.Level is FindingLevel.Problem), finding => Assert.NotEmpty(finding.NextStep!));

    [Fact]
    public void Page_OfFindings_HasWhatTheUserReads()
    {
        string[] table =
        [
            "| item | what it says | the next thing to try |",
            "| --- | --- | --- |",
            .. Cases.Where(c => c.Level is not FindingLevel.Ok).SelectMany(Look)
                .Where(finding => finding.Item is not ("timekeeper" or "receiver"))
                .Select(finding => $"| {finding.Item} | {finding.Text} | {finding.NextStep} |").Distinct(),
        ];
        Assert.Equal(table, TroubleshootingPage.Table("findings", table));
    }

    [Fact]
    public void Check_NoRaspberryPi_SaysNothingOfBootFiles()
    {
        using MadeUpMachine machine = new();
        Assert.Empty(Boot(machine.Port("ttyAMA0")));
    }

    [Fact]
    public void Listen_NoSuchPort_DoesNotWait()
    {
        Finding finding = ReceiverCheck.Listen(new ReceiverOptions("/dev/ttyNONE", 9600), TimeSpan.FromMinutes(5));
        Assert.Equal("there is no serial port /dev/ttyNONE (heard 0 bytes, 0 messages, 0 labelled pulses)", finding.Text);
    }

    [Fact]
    public void Render_WithANextStep_PutsItBelow() => Assert.Equal(
        "PROBLEM  port           there is no /dev/ttyAMA0\n                        next: plug the receiver in",
        CheckText.Render(Finding.Problem("port", "there is no /dev/ttyAMA0", "plug the receiver in")));

    private static IReadOnlyList<Finding> Look(Case wanted)
    {
        using MadeUpMachine machine = new();
        return [.. wanted.Look(machine)];
    }

    private static MadeUpMachine Pi5(MadeUpMachine machine, string config, string commandLine = "console=tty1") =>
        machine.Pi("5 Model B Rev 1.0", "bcm2712", config, commandLine);

    private static IEnumerable<Finding> Port(MadeUpMachine machine, string port = HeaderPort, bool mayUse = true) =>
        [PortCheck.Of(new Machine(machine.Root) { MayUse = _ => mayUse }, port)];

    private static IEnumerable<Finding> Boot(MadeUpMachine machine, string port = HeaderPort) => BootCheck.Of(new Machine(machine.Root), port, "gpio:18");

    private static IEnumerable<Finding> Pulse(MadeUpMachine machine, string pulse, bool mayUse = true) =>
        [PulseCheck.Of(new Machine(machine.Root) { MayUse = _ => mayUse }, pulse)];

    /// <summary>A network card's clock with four pins.</summary>
    private static MadeUpMachine Ptp(MadeUpMachine machine, int inputs = 2) =>
        machine.File("/dev/ptp0").File("/sys/class/ptp/ptp0/clock_name", "igb\n")
            .File("/sys/class/ptp/ptp0/n_external_timestamps", $"{inputs}\n").File("/sys/class/ptp/ptp0/n_programmable_pins", "4\n");

    private static string LeapTable(long expires) => LeapSecondFileTests.Text(expires);

    private static IEnumerable<Finding> Leap(MadeUpMachine machine, int daysLeft, string? configured = null) =>
        [LeapTableCheck.Of(new Machine(machine.Root), configured, LeapSecondTable.Shipped.Expires - NtpDuration.FromSeconds(daysLeft * 86_400))];

    private static IEnumerable<Finding> Privileges(MadeUpMachine machine, string process, string effective, int? timekeeper) =>
        [PrivilegeCheck.Of(new Machine(machine.File($"/proc/{process}/status", $"Name:\tx\nCapEff:\t{effective}\n").Root), timekeeper, true, 123)];

    private static Finding Timekeeper(string clock, string receiver, string? why)
    {
        StatusDocument document = StatusFileTests.Document(clock, 0);
        document.WhyNotLocked = why;
        document.Clock.Leap = why is null ? 0 : 3;
        document.NextStep = why is null ? null : "check the wire";
        document.Receiver.State = receiver;
        return TimekeeperCheck.Of(new StatusView(default, document, null));
    }

    private static Finding Receiver(ReceiverState state, string reason, string? nextStep) =>
        ReceiverCheck.Judge(new ReceiverHealth(state, reason) { NextStep = nextStep, Bytes = 9000, Messages = 90 });

    private sealed record Case(string Name, FindingLevel Level, string Text, Func<MadeUpMachine, IEnumerable<Finding>> Look);
}
