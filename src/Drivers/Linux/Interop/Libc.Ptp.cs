namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const uint PTP_ENABLE_FEATURE = 1 << 0;
    internal const uint PTP_RISING_EDGE = 1 << 1;
    internal const uint PTP_FALLING_EDGE = 1 << 2;
    internal const uint PTP_STRICT_FLAGS = 1 << 3;
    internal const uint PTP_PF_EXTTS = 1;
    internal const int PTP_MAX_SAMPLES = 25;

    internal static readonly uint PTP_CLOCK_GETCAPS = Ioctl.Read<PtpClockCaps>('=', 1);
    internal static readonly uint PTP_PIN_GETFUNC = Ioctl.ReadWrite<PtpPinDesc>('=', 6);
    internal static readonly uint PTP_SYS_OFFSET_PRECISE = Ioctl.ReadWrite<PtpSysOffsetPrecise>('=', 8);
    internal static readonly uint PTP_SYS_OFFSET_EXTENDED = Ioctl.ReadWrite<PtpSysOffsetExtended>('=', 9);
    internal static readonly uint PTP_EXTTS_REQUEST2 = Ioctl.Write<PtpExttsRequest>('=', 11);
    internal static readonly uint PTP_PIN_SETFUNC2 = Ioctl.Write<PtpPinDesc>('=', 16);

    [CStruct("struct ptp_clock_time")]
    internal struct PtpClockTime
    {
        internal long sec;
        internal uint nsec;
        internal uint reserved;
    }

    [CStruct("struct ptp_clock_caps")]
    internal struct PtpClockCaps
    {
        internal int max_adj;
        internal int n_alarm;
        internal int n_ext_ts;
        internal int n_per_out;
        internal int pps;
        internal int n_pins;
        internal int cross_timestamping;

        /// <summary>adjust_phase and what younger kernels put behind it; none of it is used here.</summary>
        internal fixed int _reserved[13];
    }

    [CStruct("struct ptp_pin_desc")]
    internal struct PtpPinDesc
    {
        internal fixed byte name[64];
        internal uint index;
        internal uint func;
        internal uint chan;
        internal fixed uint rsv[5];
    }

    [CStruct("struct ptp_extts_request")]
    internal struct PtpExttsRequest
    {
        internal uint index;
        internal uint flags;
        internal fixed uint rsv[2];
    }

    [CStruct("struct ptp_extts_event")]
    internal struct PtpExttsEvent
    {
        internal PtpClockTime t;
        internal uint index;
        internal uint flags;
        internal fixed uint rsv[2];
    }

    [CStruct("struct ptp_sys_offset_precise")]
    internal struct PtpSysOffsetPrecise
    {
        internal PtpClockTime device;
        internal PtpClockTime sys_realtime;
        internal PtpClockTime sys_monoraw;
        internal fixed uint rsv[4];
    }

    [CStruct("struct ptp_sys_offset_extended")]
    internal struct PtpSysOffsetExtended
    {
        internal uint n_samples;

        /// <summary>Younger kernels have a clock id in the first; 0 is CLOCK_REALTIME.</summary>
        internal fixed uint _reserved[3];

        /// <summary>25 times three of struct ptp_clock_time: system, PTP clock, system.</summary>
        internal fixed ulong ts[2 * 3 * PTP_MAX_SAMPLES];
    }
}
