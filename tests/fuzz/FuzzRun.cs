using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Nts.TestKit;

namespace Nts.Fuzz;

/// <summary>Fuzzes one parser for a while: mutate what is known, keep what reaches something new, report what breaks.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TooSlow = TimeSpan.FromSeconds(1);

    /// <summary>Runs in the instrumented copy of this program; parameters and result are of types that both copies share.</summary>
    /// <param name="name">The parser.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="seed">Where the mutations start.</param>
    /// <param name="corpus">The directory of the kept inputs, read and written.</param>
    /// <param name="crashes">The directory for inputs that break something.</param>
    /// <returns>The number of distinct ways in which the parser broke.</returns>
    public static int Run(string name, double seconds, int seed, string corpus, string crashes)
    {
        IFuzzTarget target = FuzzTargets.All.Single(candidate => candidate.Name == name);
        CoverageMap map = CoverageMap.Find() ?? throw new InvalidOperationException("The core is not instrumented.");
        Seeded random = Seeded.Fixed(seed);
        Mutator mutator = new(random, target.Dictionary, target.MaxLength);
        IReadOnlyList<byte[]> known = Corpus.Load(corpus, name);
        List<byte[]> queue = [];
        HashSet<string> failures = [];
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan reported = TimeSpan.Zero;
        long executions = 0;

        void Try(byte[] input)
        {
            executions++;
            map.Begin();
            TimeSpan began = watch.Elapsed;
            string? failure = Failure(target, input);
            failure ??= watch.Elapsed - began > TooSlow && IsSlow(target, input) ? "takes more than a second" : null;
            if (failure is not null && failures.Add(failure))
            {
                Report(crashes, name, input, failure);
            }
            else if (failure is null && map.Take(byMagnitude: true))
            {
                queue.Add(input);
            }
        }

        foreach (byte[] input in target.Seeds.Concat(known))
        {
            Try(input);
        }

        int given = queue.Count;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            byte[] input = queue.Count == 0 ? [] : Pick(queue, random);
            byte[] other = queue.Count == 0 ? [] : Pick(queue, random);
            Try(mutator.Mutate(input, other));
            if (watch.Elapsed - reported > ReportEvery)
            {
                reported = watch.Elapsed;
                Say($"{name}: {reported.TotalSeconds:0} s, {executions} executions, {map.Edges} edges, {queue.Count} inputs, {failures.Count} failures");
            }
        }

        IReadOnlyList<byte[]> kept = Corpus.Minimize(target, queue);
        Corpus.Save(corpus, name, kept);
        Say($"{name}: done: {watch.Elapsed.TotalSeconds:0} s, {executions} executions, {map.Edges} edges, {queue.Count - given} new inputs, {kept.Count} kept, {failures.Count} failures, seed {seed}");
        return failures.Count;
    }

    /// <summary>What an input breaks: the exception with the place it came from; null when all is well.</summary>
    public static string? Failure(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e)
        {
            string place = new StackTrace(e).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("Nts", StringComparison.Ordinal) == true)?.ToString() ?? "?";
            return $"{e.GetType().Name}: {e.Message} in {place}";
        }
    }

    /// <summary>Whether an input takes long each time: once may be the machine's doing.</summary>
    private static bool IsSlow(IFuzzTarget target, byte[] input)
    {
        for (int i = 0; i < 3; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            target.Run(input);
            if (watch.Elapsed < TooSlow)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Half of the time one of the newest inputs, which are least explored.</summary>
    private static byte[] Pick(List<byte[]> queue, Seeded random) =>
        random.Next(2) == 0 ? queue[random.Next(queue.Count)] : queue[^(1 + random.Next(Math.Min(queue.Count, 32)))];

    private static void Report(string crashes, string name, byte[] input, string failure)
    {
        Directory.CreateDirectory(crashes);
        string path = Path.Combine(crashes, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 6))}.hex");
        File.WriteAllText(path, Hex.Text(input) + "\n");
        Say($"{name}: BROKEN: {failure}: {path}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
