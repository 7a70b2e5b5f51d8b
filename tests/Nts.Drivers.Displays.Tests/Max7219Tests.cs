using System.Linq;

namespace Nts.Drivers.Displays;

public sealed class Max7219Tests
{
    [Fact]
    public void Start_Registers_AsAnotherProgramSetsThem()
    {
        using RegisterModel theirs = new();
        Recording.Play("max7219.txt", "start", theirs);
        using RegisterModel ours = Drawn(new Max7219(4), Faces.At("12:34:56"));
        Assert.Equal(theirs.Registers[9..], ours.Registers[9..]);
    }

    [Theory]
    [InlineData("12:34:56", FaceState.Locked, "12-34-56")]
    [InlineData("12:34:56", FaceState.Holdover, "12-34-56.")]
    [InlineData("07:08:09", FaceState.Locked, "07-08-09")]
    [InlineData("23:59:60", FaceState.Locked, "23-59-60")]
    [InlineData("12:34:56", FaceState.Absent, "--------")]
    [InlineData("12:34:54", FaceState.NotSynchronized, "-------.-")]
    public void Draw_Face_LightsWhatAnotherProgramLightsForItsText(string time, FaceState state, string text)
    {
        using RegisterModel theirs = new();
        Recording.Play("max7219.txt", text, theirs);
        using RegisterModel ours = Drawn(new Max7219(4), Faces.At(time, state));
        Assert.Equal(theirs.Registers[1..9], ours.Registers[1..9]);
    }

    [Fact]
    public void Draw_NextSecond_WritesOneDigit()
    {
        Max7219 chip = new(4);
        using RegisterModel model = Drawn(chip, Faces.At("12:34:56"));
        int before = model.Writes;
        chip.Draw(Faces.At("12:34:57"), model);
        Assert.Equal(1, model.Writes - before);
        Assert.Equal(Drawn(new Max7219(4), Faces.At("12:34:57")).Registers, model.Registers);
    }

    [Fact]
    public void Draw_SimulatedReceiver_IsDarkEveryOtherSecond()
    {
        Max7219 chip = new(4);
        using RegisterModel model = Drawn(chip, Faces.At("12:34:56") with { IsSimulated = true });
        Assert.NotEqual(0, model.Registers[1]);
        chip.Draw(Faces.At("12:34:57") with { IsSimulated = true }, model);
        Assert.All(model.Registers[1..9], digit => Assert.Equal(0, digit));
    }

    [Fact]
    public void Recording_EveryText_IsUsedHere() =>
        Assert.Equal(["start", "12-34-56", "12-34-56.", "07-08-09", "23-59-60", "--------", "-------.-"], Recording.Parts("max7219.txt").ToArray());

    private static RegisterModel Drawn(Max7219 chip, Face face)
    {
        RegisterModel model = new();
        chip.Start(model);
        chip.Draw(face, model);
        return model;
    }
}
