namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const int PPS_API_VERS = 1;
    internal const int PPS_CAPTUREASSERT = 0x01;
    internal const int PPS_CAPTURECLEAR = 0x02;
    internal const int PPS_CANWAIT = 0x100;
    internal const int PPS_TSFMT_TSPEC = 0x1000;

    internal const int ETIMEDOUT = 110;

    // The header gives the size of a pointer to the argument, not of the argument.
    internal static readonly uint PPS_GETPARAMS = Ioctl.Read<nint>('p', 0xA1);
    internal static readonly uint PPS_SETPARAMS = Ioctl.Write<nint>('p', 0xA2);
    internal static readonly uint PPS_GETCAP = Ioctl.Read<nint>('p', 0xA3);
    internal static readonly uint PPS_FETCH = Ioctl.ReadWrite<nint>('p', 0xA4);

    [CStruct("struct pps_ktime")]
    internal struct PpsKtime
    {
        internal long sec;
        internal int nsec;
        internal uint flags;
    }

    [CStruct("struct pps_kinfo")]
    internal struct PpsKinfo
    {
        internal uint assert_sequence;
        internal uint clear_sequence;
        internal PpsKtime assert_tu;
        internal PpsKtime clear_tu;
        internal int current_mode;
    }

    [CStruct("struct pps_kparams")]
    internal struct PpsKparams
    {
        internal int api_version;
        internal int mode;
        internal PpsKtime assert_off_tu;
        internal PpsKtime clear_off_tu;
    }

    [CStruct("struct pps_fdata")]
    internal struct PpsFdata
    {
        internal PpsKinfo info;
        internal PpsKtime timeout;
    }
}
