using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A command or question to a receiver, how its answer is known, and in the end the answer.</summary>
/// <param name="Name">For people: <c>CFG-TP5</c>.</param>
/// <param name="Bytes">What is sent.</param>
internal sealed record SetupCommand(string Name, byte[] Bytes)
{
    /// <summary>Asks for something and changes nothing: not counted as a command.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Answered by UBX-ACK or PMTK001 about this command (see <see cref="CommandReport.Command"/>); null when it never is.</summary>
    public int? Acknowledged { get; init; }

    /// <summary>Answered by this part of a u-blox receiver's configuration.</summary>
    public byte? Configuration { get; init; }

    /// <summary>Answered by the receiver saying what it is.</summary>
    public bool Identifies { get; init; }

    /// <summary>The message that it makes the receiver send: the answer of makes that acknowledge nothing, and later the sign that all is still as set.</summary>
    public MessageKind Enables { get; init; }

    /// <summary>The baud rate that it makes the receiver talk at: answered by a good frame at that rate.</summary>
    public int? BaudRate { get; init; }

    /// <summary>What the receiver made of it.</summary>
    public SetupAnswer Answer { get; set; }

    /// <summary>The configuration that was asked for; empty when it was not told.</summary>
    public byte[] Told { get; set; } = [];
}
