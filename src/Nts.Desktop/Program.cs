namespace Nts.Desktop;

internal static class Program
{
    private static int Main() => 0;
}
