using System;
using System.Collections.Generic;
using System.Net;
using Nts.Crypto;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Ntp;
using Nts.Recordings;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Appliance.Configuration;

/// <summary>Everything the timekeeper is told from outside; the defaults are those of a Raspberry Pi with a receiver on its header.</summary>
/// <remarks>Filled once by <see cref="ConfigurationReader"/> or by the demo, and not changed after that.</remarks>
internal sealed class ApplianceConfiguration
{
    /// <summary>The value of <see cref="ReceiverPort"/> and <see cref="PulseSource"/> that asks for the built-in simulation.</summary>
    public const string Simulated = "simulated";

    /// <summary>The value of <see cref="ReceiverPort"/> that asks to look for the receiver, and of <see cref="Thermometer"/> to look for one.</summary>
    public const string Found = "auto";

    /// <summary>The value of <see cref="Thermometer"/> that does without one.</summary>
    public const string None = "none";

    /// <summary>A recording in the receiver's place; not in the file, because only a demonstration wants one.</summary>
    public Recording? Replay { get; set; }

    /// <summary>When <see cref="Replay"/> starts.</summary>
    public MonotonicTime ReplayStart { get; set; }

    /// <summary>Serial port of the receiver, <see cref="Found"/>, or <see cref="Simulated"/>.</summary>
    public string ReceiverPort { get; set; } = Found;

    /// <summary>Baud rate of the serial port; null to find it out by listening.</summary>
    public int? ReceiverBaud { get; set; }

    /// <summary>Whether the receiver may be sent commands.</summary>
    public bool IsReceiverConfigured { get; set; } = true;

    /// <summary>What fails in the built-in simulation, and when.</summary>
    public IReadOnlyList<SimulatedOutage> SimulatedOutages { get; set; } = [];

    /// <summary>Where the pulse comes from, as <see cref="PulseSetting"/> takes it apart.</summary>
    public string PulseSource { get; set; } = "gpio:18";

    /// <summary>The edge that marks the second; null to find out.</summary>
    public EdgeDirection? PulseEdge { get; set; }

    /// <summary>How late interrupts stamp the pulse; null to measure it.</summary>
    public NtpDuration? PulseBias { get; set; }

    /// <summary>Delay of the antenna cable, by which the pulse comes late.</summary>
    public NtpDuration CableDelay { get; set; } = NtpDuration.Zero;

    /// <summary>How far a pulse stamp may systematically be off: part of the advertised root dispersion.</summary>
    public NtpDuration StampUncertainty { get; set; } = NtpDuration.FromMicroseconds(20);

    /// <summary>A leap-seconds.list; null for that of the package tzdata.</summary>
    public string? LeapSecondFile { get; set; }

    /// <summary>Whether the machine's clock is steered; else a software clock inside the process.</summary>
    public bool SteersSystemClock { get; set; } = true;

    /// <summary>File of a thermometer near the crystal, <see cref="Found"/>, or <see cref="None"/>.</summary>
    public string Thermometer { get; set; } = Found;

    /// <summary>How far ahead a software clock starts; not in the file, because only a demonstration wants a wrong clock.</summary>
    public NtpDuration SoftwareClockStartError { get; set; }

    /// <summary>By how much a software clock runs too fast when nobody steers it; not in the file either.</summary>
    public FrequencyOffset SoftwareClockFrequencyError { get; set; }

    /// <summary>Error bound above which a clock in holdover is no longer served as synchronised.</summary>
    public NtpDuration HoldoverLimit { get; set; } = NtpDuration.FromMilliseconds(1);

    /// <summary>When the clock may be stepped instead of slewed.</summary>
    public StepPermission Steps { get; set; }

    /// <summary>Addresses and UDP ports of the NTP service.</summary>
    public IReadOnlyList<IPEndPoint> NtpListen { get; set; } = [new(IPAddress.Any, 123), new(IPAddress.IPv6Any, 123)];

    /// <summary>Addresses and UDP ports of the NTP service where leap seconds are smeared; none without the owner's wish.</summary>
    public IReadOnlyList<IPEndPoint> SmearListen { get; set; } = [];

    /// <summary>Hours over which a leap second is smeared there, half of them before it.</summary>
    public int SmearHours { get; set; } = 24;

    /// <summary>Prefixes whose clients are answered.</summary>
    public IReadOnlyList<IPNetwork> NtpAllow { get; set; } = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>Prefixes whose clients are not; of nested prefixes the most specific decides.</summary>
    public IReadOnlyList<IPNetwork> NtpDeny { get; set; } = [];

    /// <summary>How often a client is answered; null for no limit.</summary>
    public RateLimit? NtpRateLimit { get; set; } = new();

    /// <summary>Symmetric keys in chrony's format; null for none.</summary>
    public string? NtpSymmetricKeyFile { get; set; }

    /// <summary>Threads of the NTP service for each address.</summary>
    public int NtpThreads { get; set; } = 1;

    /// <summary>Whether threads of the NTP service that get thousands of requests a second look for the next one rather than to sleep.</summary>
    public bool IsNtpBusyPolling { get; set; } = true;

    /// <summary>Whether clients that ask for it are answered in interleaved mode.</summary>
    public bool IsNtpInterleaved { get; set; } = true;

    /// <summary>How the busiest clients are listed in the published state.</summary>
    public ClientListing ClientList { get; set; } = ClientListing.Addresses;

    /// <summary>Addresses and TCP ports of the NTS key establishment.</summary>
    public IReadOnlyList<IPEndPoint> KeyEstablishmentListen { get; set; } = [new(IPAddress.Any, 4460), new(IPAddress.IPv6Any, 4460)];

    /// <summary>Certificate chain (PEM) given by the owner; null: the box makes its own CA and certificate.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Private key (PEM) of <see cref="CertificateFile"/>.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>Name or address of the NTP server that clients are sent to; null for the address they established keys with.</summary>
    public string? NtpServerName { get; set; }

    /// <summary>UDP port that clients are sent to; null for the first one of <see cref="NtpListen"/>.</summary>
    public int? NtpServerPort { get; set; }

    /// <summary>The time that a client has to establish keys.</summary>
    public NtpDuration SessionTimeout { get; set; } = NtpDuration.FromSeconds(5);

    /// <summary>How long a client that establishes keys may be silent.</summary>
    public NtpDuration IdleTimeout { get; set; } = NtpDuration.FromSeconds(2);

    /// <summary>The most key establishments at once.</summary>
    public int MaxSessions { get; set; } = 512;

    /// <summary>The most key establishments at once with one address.</summary>
    public int MaxSessionsPerAddress { get; set; } = 32;

    /// <summary>Key establishments a second of one address in the long run; 0 for any number.</summary>
    public int RatePerAddress { get; set; } = 4;

    /// <summary>Key establishments of one address at once after a pause.</summary>
    public int BurstPerAddress { get; set; } = 64;

    /// <summary>Names and addresses in the box's own certificate.</summary>
    public IReadOnlyList<string> CertificateNames { get; set; } = [Found];

    /// <summary>The AEAD algorithms that clients may choose from.</summary>
    public IReadOnlyList<AeadAlgorithm> Aeads { get; set; } = [AeadAlgorithm.AesSivCmac256, AeadAlgorithm.AesSivCmac512, AeadAlgorithm.Aes128GcmSiv];

    /// <summary>Where the cookie keys come from.</summary>
    public KeyRingMode KeyMode { get; set; }

    /// <summary>File of the cookie keys; null: one in the state directory.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Hours between two cookie keys.</summary>
    public int KeyRotationHours { get; set; } = 24;

    /// <summary>What must survive a restart: cookie keys, CA, certificate.</summary>
    public string StateDirectory { get; set; } = "/var/lib/nts-appliance";

    /// <summary>Where the timekeeper publishes its state.</summary>
    public string RunDirectory { get; set; } = "/run/nts-appliance";

    /// <summary>Addresses and TCP ports of the page and the metrics.</summary>
    public IReadOnlyList<IPEndPoint> WebListen { get; set; } = [new(IPAddress.Loopback, 8080)];

    /// <summary>The owner's program that is run on each event; null for none.</summary>
    public string? AlarmCommand { get; set; }

    /// <summary>The time that a run of it may take.</summary>
    public LengthOfTime AlarmTimeLimit { get; set; } = new(TimeSpan.FromSeconds(30));

    /// <summary>The network of the image.</summary>
    public NetworkConfiguration Network { get; } = new();

    /// <summary>The display that shows the time.</summary>
    public DisplayConfiguration Display { get; } = new();
}
