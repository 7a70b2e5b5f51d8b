using System;
using System.CommandLine;
using System.Linq;

namespace Nts.Desktop.Bench;

public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("h", "plain", 123, 64)]
    [InlineData("h:5", "plain", 5, 64)]
    [InlineData("h --mode nts --cookies 8 --aead 30 --verify sample --clients 9", "nts", 123, 64)]
    [InlineData("h --mode ke", "ke", 4460, 4)]
    [InlineData("[::1]:7 --mode ke --in-flight 9", "ke", 7, 9)]
    public void Parse_GoodLine_GivesModePortAndInFlight(string line, string mode, int port, int inFlight)
    {
        BenchOptions options = BenchCommand.Options(Parse(line));
        Assert.Equal((mode, port, inFlight), (BenchReport.Name(options.Mode), options.Port, options.InFlight));
    }

    [Theory]
    [InlineData("h", "h", 4460)]
    [InlineData("h --mode nts --ke k", "k", 4460)]
    [InlineData("h:5 --mode nts --ke k:6", "k", 6)]
    public void Parse_KeyServer_IsTheSameHostUnlessGiven(string line, string host, int port) =>
        Assert.Equal((host, (ushort)port), (BenchCommand.Options(Parse(line)).KeyServer.Host, BenchCommand.Options(Parse(line)).KeyServer.Port!.Value));

    [Theory]
    [InlineData("", "Required argument")]
    [InlineData("h:0", "is no host")]
    [InlineData("h --mode tcp", "'tcp' not recognized")]
    [InlineData("h --mode", "Required argument missing for option: '--mode'")]
    [InlineData("h --rate 5 --in-flight 5", "--in-flight is for a closed loop")]
    [InlineData("h --relaxed", "--relaxed is for --rate")]
    [InlineData("h --mode ke --rate 5 --relaxed", "--relaxed is for --rate, and not for --mode ke")]
    [InlineData("h --rate 0", "--rate is 0.1 to")]
    [InlineData("h --seconds NaN", "--seconds is")]
    [InlineData("h --seconds 86401", "--seconds is")]
    [InlineData("h --in-flight x", "--in-flight is 1 to 65536")]
    [InlineData("h --cookies 2", "--cookies is not for --mode plain")]
    [InlineData("h --mode nts --cookies 9", "--cookies is 1 to 8")]
    [InlineData("h --mode nts --aead 16", "AEAD algorithm 16")]
    [InlineData("h --mode nts --aead x", "AEAD algorithm x")]
    [InlineData("h --mode nts --verify none", "'none' not recognized")]
    [InlineData("h --mode ke --ke k", "--ke is not for --mode ke")]
    [InlineData("h --mode nts --ke a:b:c:d", "is no host")]
    public void Parse_BadLine_SaysWhyAndIsMisuse(string line, string complaint)
    {
        ParseResult result = Parse(line);
        Assert.Contains(result.Errors, error => error.Message.Contains(complaint, StringComparison.Ordinal));
        Assert.True(BenchCommand.IsMisused(result));
    }

    private static ParseResult Parse(string line) =>
        new RootCommand { BenchCommand.Create() }.Parse([.. "bench ".Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
}
