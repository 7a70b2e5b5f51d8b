using System.Linq;
using System.Threading.Tasks;

namespace Nts.Interop.Matrix;

/// <summary>Every peer with ours, in both roles.</summary>
public sealed class MatrixTests(MatrixRun run) : IClassFixture<MatrixRun>
{
    public static TheoryData<string> Names() => [.. MatrixRun.Chosen.Select(cell => cell.ToString())];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public Task Cell_Played_IsAuthenticated(string cell) => run.End(cell);
}
