namespace Nts.Drivers.Displays;

public sealed class Ht16k33Tests
{
    [Fact]
    public void Start_Commands_AsAnotherProgramGivesThem()
    {
        using MemoryModel theirs = new();
        Recording.Play("ht16k33.txt", "start", theirs);
        using MemoryModel ours = Drawn(new Ht16k33(4, showsSeconds: false), Faces.At("12:34:56"));
        Assert.All(theirs.Commands, command => Assert.Equal(command.Value, ours.Commands[command.Key]));

        // What they leave at its reset value: pins that the key scan does not use are rows.
        Assert.Equal(0, ours.Commands[0xA]);
    }

    [Theory]
    [InlineData("12:34:56", FaceState.Locked, false, "12:34")]
    [InlineData("12:34:56", FaceState.Holdover, false, "12:34.")]
    [InlineData("00:23:59", FaceState.Locked, true, "23:59")]
    [InlineData("07:08:00", FaceState.Locked, false, "07:08")]
    [InlineData("12:34:56", FaceState.Absent, false, "----")]
    public void Draw_Face_LightsWhatAnotherProgramLightsForItsText(string time, FaceState state, bool showsSeconds, string text)
    {
        using MemoryModel theirs = new();
        Recording.Play("ht16k33.txt", text, theirs);
        using MemoryModel ours = Drawn(new Ht16k33(4, showsSeconds), Faces.At(time, state));
        Assert.Equal(theirs.Memory, ours.Memory);
    }

    [Fact]
    public void Draw_NextSecond_ChangesTheColonAlone()
    {
        Ht16k33 chip = new(4, showsSeconds: false);
        Drawn(chip, Faces.At("12:34:56")).Dispose();
        using PreparedWrites writes = new();
        chip.Draw(Faces.At("12:34:57"), writes);
        Assert.Equal((1, 2), (writes.Count, writes.ByteCount));
    }

    [Fact]
    public void Draw_WithoutSynchronization_ADotGoesAlong()
    {
        using MemoryModel model = Drawn(new Ht16k33(4, showsSeconds: false), Faces.At("12:34:57", FaceState.NotSynchronized));
        Assert.Equal([0x40, 0, 0xC0, 0, 0, 0, 0x40, 0, 0x40], model.Memory[..9]);
    }

    private static MemoryModel Drawn(Ht16k33 chip, Face face)
    {
        MemoryModel model = new();
        chip.Start(model);
        chip.Draw(face, model);
        return model;
    }
}
