using Nts.Manuals;

namespace Nts.Appliance.Hardware;

/// <summary>What is made from hardware/pins.ini says what it says.</summary>
public sealed class HardwareDocumentsTests
{
    [Fact]
    public void BootConfig_OfTheImage_IsWhatThePinMapSays() => Documents.Compare(Documents.Of("image", "boot", "config.txt"), BootConfigDocument.Render());
}
