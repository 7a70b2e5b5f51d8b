using Nts.Drivers.Linux;

namespace Nts.Drivers.Displays;

/// <summary>The language of one kind of display: faces in, bytes for its bus out. It holds no device and waits for nothing.</summary>
public interface IDisplayChip
{
    /// <summary>Sets the chip up, whatever state it is in, and forgets what it shows; the next drawing switches it on.</summary>
    void Start(IRegisterBus bus);

    /// <summary>Shows a face: writes what differs from the one before.</summary>
    void Draw(Face face, IRegisterBus bus);
}
