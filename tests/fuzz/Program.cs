using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Nts.Fuzz;

/// <summary>Coverage-guided fuzzing of every parser of outside bytes.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Argument<string[]> targets = new("TARGET") { Description = "Parsers: " + string.Join(", ", FuzzTargets.All.Select(target => target.Name)) + ". All when none is given." };
        targets.AcceptOnlyFromAmong([.. FuzzTargets.All.Select(target => target.Name)]);
        Option<double> minutes = new("--minutes") { Description = "Time for each parser.", DefaultValueFactory = _ => 10 };
        Option<int?> seed = new("--seed") { Description = "Where the mutations start; drawn and printed when not given." };
        Option<string> corpus = new("--corpus") { Description = "Directory of kept inputs.", DefaultValueFactory = _ => "corpus" };
        Option<string> crashes = new("--crashes") { Description = "Directory for inputs that break a parser.", DefaultValueFactory = _ => "crashes" };
        RootCommand root = new("Fuzzes the parsers of outside bytes, guided by coverage.") { targets, minutes, seed, corpus, crashes };
        root.SetAction(result =>
        {
            string[] names = result.GetValue(targets) is { Length: > 0 } given ? given : [.. FuzzTargets.All.Select(target => target.Name)];
            int start = result.GetValue(seed) ?? Random.Shared.Next();
            InstrumentedContext context = new();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{context.Blocks} basic blocks are watched"));
            int failures = names.Sum(name => context.Run(
                typeof(FuzzRun),
                nameof(FuzzRun.Run),
                name,
                TimeSpan.FromMinutes(result.GetValue(minutes)).TotalSeconds,
                start,
                Path.GetFullPath(result.GetRequiredValue(corpus)),
                Path.GetFullPath(result.GetRequiredValue(crashes))));
            return failures == 0 ? 0 : 1;
        });
        return root.Parse(args).Invoke();
    }
}
