using System;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Waiting for what other programs do in their own time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks again and again until the answer is good, and fails the test when it is not in time.</summary>
    /// <param name="seconds">How long to ask.</param>
    /// <param name="ask">The question.</param>
    /// <param name="good">Which answers are good.</param>
    /// <param name="explain">What a failure says.</param>
    /// <returns>The first good answer.</returns>
    public static async Task<T> Until<T>(int seconds, Func<Task<T>> ask, Predicate<T> good, Func<T, string> explain)
    {
        long end = Environment.TickCount64 + (seconds * 1000L);
        while (true)
        {
            T answer = await ask();
            if (good(answer))
            {
                return answer;
            }

            if (Environment.TickCount64 > end)
            {
                Assert.Fail($"not within {seconds} s: {explain(answer)}");
            }

            await Task.Delay(Pause);
        }
    }
}
