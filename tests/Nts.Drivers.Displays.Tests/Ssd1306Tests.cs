namespace Nts.Drivers.Displays;

public sealed class Ssd1306Tests
{
    [Fact]
    public void Start_Settings_AsAnotherProgramSetsThem()
    {
        using DotModel theirs = new();
        Recording.Play("ssd1306.txt", "start", theirs);
        using DotModel ours = Drawn(new Ssd1306(4), Faces.At("12:34:56"));
        Assert.Equal(theirs.Settings, ours.Settings);
    }

    [Fact]
    public void Show_Picture_FillsTheMemoryAsAnotherProgramDoes()
    {
        using DotModel theirs = new();
        Recording.Play("ssd1306.txt", "start", theirs);
        Recording.Play("ssd1306.txt", "picture", theirs);
        DotFrame frame = new();
        for (int y = 0; y < DotFrame.Height; y++)
        {
            for (int x = 0; x < DotFrame.Width; x++)
            {
                frame[x, y] = ((7 * x) + (11 * y)) % 17 < 5; // as the recording's head has it
            }
        }

        using DotModel ours = new();
        Ssd1306 chip = new(4);
        chip.Start(ours);
        chip.Show(frame, ours);
        Assert.Equal(theirs.Memory, ours.Memory);
    }

    [Fact]
    public void Draw_NextSecond_WritesItsDigitAlone()
    {
        Ssd1306 chip = new(4);
        using DotModel model = Drawn(chip, Faces.At("12:34:56", lines: "locked"));
        int before = model.PictureBytes;
        chip.Draw(Faces.At("12:34:57", lines: "locked"), model);
        Assert.InRange(model.PictureBytes - before, 1, 3 * 14);
        Assert.Equal(Drawn(new Ssd1306(4), Faces.At("12:34:57", lines: "locked")).Memory, model.Memory);
    }

    [Fact]
    public void Draw_AfterAnotherStart_WritesEverything()
    {
        Ssd1306 chip = new(4);
        Drawn(chip, Faces.At("12:34:56")).Dispose();
        using DotModel model = Drawn(chip, Faces.At("12:34:56"));
        Assert.Equal(128 * 8, model.PictureBytes);
        Assert.Equal("01", model.Settings[0xAE]);
    }

    private static DotModel Drawn(Ssd1306 chip, Face face)
    {
        DotModel model = new();
        chip.Start(model);
        chip.Draw(face, model);
        return model;
    }
}
