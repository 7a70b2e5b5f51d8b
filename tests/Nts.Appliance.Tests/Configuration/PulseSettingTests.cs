namespace Nts.Appliance.Configuration;

public sealed class PulseSettingTests
{
    [Theory]
    [InlineData("gpio:18", "gpio", null, 18, null)]
    [InlineData("irq:4", "irq", null, 4, null)]
    [InlineData("poll:18", "poll", null, 18, null)]
    [InlineData("gpio:pinctrl-rp1:4", "gpio", "pinctrl-rp1", 4, null)]
    [InlineData("gpio:/dev/gpiochip0:4", "gpio", "/dev/gpiochip0", 4, null)]
    [InlineData("/dev/pps0", "device", "/dev/pps0", 0, null)]
    [InlineData("pps", "pps", "", 0, null)]
    [InlineData("pps:pps@12", "pps", "pps@12", 0, null)]
    [InlineData("pps:/dev/ttyS0", "pps", "/dev/ttyS0", 0, null)]
    [InlineData("ptp:/dev/ptp0", "ptp", "/dev/ptp0", 0, null)]
    [InlineData("ptp:/dev/ptp0:1", "ptp", "/dev/ptp0", 1, null)]
    [InlineData("ptp:/dev/ptp0:1:3", "ptp", "/dev/ptp0", 1, 3)]
    [InlineData("dcd:/dev/ttyS0", "dcd", "/dev/ttyS0", 0, null)]
    [InlineData("cts:/dev/ttyS0", "cts", "/dev/ttyS0", 0, null)]
    [InlineData("simulated", "simulated", null, 0, null)]
    public void Parse_GoodValue_IsTakenApart(string value, string kind, string? device, int number, int? pin) =>
        Assert.Equal(new PulseSetting(kind, device, number, pin), PulseSetting.Parse(value));

    [Theory]
    [InlineData("")]
    [InlineData("gpio")]
    [InlineData("gpio:")]
    [InlineData("gpio:x")]
    [InlineData("gpio:-1")]
    [InlineData("gpio::4")]
    [InlineData("gpio:a:b:4")]
    [InlineData("poll:pinctrl-rp1:4")]
    [InlineData("pps0")]
    [InlineData("pps:")]
    [InlineData("ptp:0")]
    [InlineData("ptp:/dev/ptp0:x")]
    [InlineData("dcd:ttyS0")]
    [InlineData("simulated:1")]
    [InlineData("/")]
    public void Parse_BadValue_IsNone(string value) => Assert.Null(PulseSetting.Parse(value));
}
