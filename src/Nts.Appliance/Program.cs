namespace Nts.Appliance;

internal static class Program
{
    private static int Main() => 0;
}
