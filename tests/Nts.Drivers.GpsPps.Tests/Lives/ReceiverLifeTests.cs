using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Nts.Drivers.GpsPps.Lives;

/// <summary>
/// Random receivers by the hundred, or by as many as NTS_LIVES says. A life is reproduced by its seed alone: NTS_LIFE_SEED=SEED NTS_LIVES=1.
/// </summary>
public sealed class ReceiverLifeTests
{
    private const int UsualLives = 400;

    [Fact]
    public void OnEdge_RandomReceivers_NeverGetsAWrongLabel()
    {
        int lives = Number("NTS_LIVES", UsualLives);
        int first = Number("NTS_LIFE_SEED", 1);
        LifeStatistics statistics = new();
        Parallel.For(first, first + lives, new ParallelOptions { MaxDegreeOfParallelism = lives > UsualLives ? 2 : 1 }, seed =>
        {
            LifeResult life = ReceiverLife.Run(seed);
            lock (statistics)
            {
                statistics.Add(seed, life);
            }
        });

        if (Environment.GetEnvironmentVariable("NTS_LIVES_REPORT") is string file)
        {
            File.WriteAllText(file, $"seeds {first} to {first + lives - 1}\n{statistics}\n{string.Join('\n', statistics.Wrong.Take(20).Select(w => $"NTS_LIFE_SEED={w.Seed}: {w.Life.Wrong} {w.Life.Plan}"))}\n");
        }

        Assert.Empty(statistics.Wrong.OrderBy(w => w.Seed).Take(5).Select(w => $"NTS_LIFE_SEED={w.Seed}: {w.Life.Wrong}\n{w.Life.Plan}"));
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
