using System.Threading;

namespace Nts.Desktop.Bench;

/// <summary>One kind of load on one server.</summary>
internal interface ILoad
{
    /// <summary>Loads the server until the time is up, the count is reached or it is told to stop; keeps the calling thread for so long.</summary>
    /// <param name="stop">Ends the load early, with what it has.</param>
    /// <returns>What was measured after the warm-up.</returns>
    /// <exception cref="BenchException">The load cannot begin.</exception>
    LoadResult Run(CancellationToken stop);
}
