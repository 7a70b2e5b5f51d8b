using System;

namespace Nts.Crypto;

public sealed class AesBackEndTests
{
    [Fact]
    public void ChoosesHardware_WithoutTheSwitch_FollowsTheCpu() =>
        Assert.Equal(HardwareAes.IsSupported && HardwarePolyvalField.IsSupported, AesBackEnd.IsHardware);

    [Fact]
    public void ChoosesHardware_WithTheSwitch_IsFalse()
    {
        // Read first, so that the decision for this process does not fall under the switch.
        _ = AesBackEnd.IsHardware;
        AppContext.SetSwitch("Nts.Crypto.PortableAes", true);
        bool choice = AesBackEnd.ChoosesHardware();
        AppContext.SetSwitch("Nts.Crypto.PortableAes", false);
        Assert.False(choice);
    }
}
