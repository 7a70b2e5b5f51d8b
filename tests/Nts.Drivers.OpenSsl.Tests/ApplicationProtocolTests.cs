using Nts.TestKit;

namespace Nts.Drivers.OpenSsl;

public sealed class ApplicationProtocolTests
{
    [Theory]
    [InlineData("alone", "07 6e74736b652f31", 1)]
    [InlineData("second", "02 6832 07 6e74736b652f31", 4)]
    [InlineData("absent", "02 6832", -1)]
    [InlineData("empty list", "", -1)]
    [InlineData("inside another name", "08 076e74736b652f31", -1)]
    [InlineData("as the start of a longer name", "08 6e74736b652f3132", -1)]
    [InlineData("cut off", "07 6e74736b652f", -1)]
    [InlineData("length beyond the end", "ff 6e74736b652f31", -1)]
    public void Find_List_GivesWhereTheNameBegins(string why, string hex, int expected) =>
        Assert.Equal((why, expected), (why, ApplicationProtocol.Find(Hex.Bytes(hex))));
}
