using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Nts.Drivers.Linux.Interop;

/// <summary>Every struct and every constant of the interop folder, judged by the C compiler against the system's headers.</summary>
public sealed class LibcLayoutTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <sched.h>
        #include <time.h>
        #include <unistd.h>
        #include <sys/epoll.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <sys/resource.h>
        #include <sys/socket.h>
        #include <sys/timerfd.h>
        #include <sys/timex.h>
        #include <net/if.h>
        #include <netinet/in.h>
        #include <netinet/udp.h>
        #include <asm/termbits.h>
        #include <linux/capability.h>
        #include <linux/errqueue.h>
        #include <linux/gpio.h>
        #include <linux/i2c.h>
        #include <linux/i2c-dev.h>
        #include <linux/net_tstamp.h>
        #include <linux/pps.h>
        #include <linux/ptp_clock.h>
        #include <linux/serial.h>
        #include <linux/spi/spidev.h>

        """;

    public static TheoryData<string> StructNames => [.. Structs().Select(type => type.Name)];

    [SkippableTheory]
    [MemberData(nameof(StructNames))]
    public void Struct_SizeAndEveryField_AsInTheHeader(string name)
    {
        Skip.IfNot(CCompiler.IsInstalled, "gcc with the Linux headers is not installed");
        Type type = Structs().Single(candidate => candidate.Name == name);
        string c = type.GetCustomAttribute<CStructAttribute>()!.Name;
        StringBuilder source = new(Headers);
        Assert(source, $"sizeof({c}) == {SizeOf(type)}", $"sizeof {c}");
        foreach (FieldInfo field in type.GetFields(All).Where(field => field.Name[0] != '_'))
        {
            Assert(source, $"offsetof({c}, {field.Name}) == {Marshal.OffsetOf(type, field.Name)}", $"offset of {field.Name}");
            Assert(source, $"sizeof((({c} *)0)->{field.Name}) == {SizeOf(field.FieldType)}", $"size of {field.Name}");
        }

        Xunit.Assert.Equal("", CCompiler.Check(source.ToString()));
    }

    [SkippableFact]
    public void Constants_All_AsInTheHeaders()
    {
        Skip.IfNot(CCompiler.IsInstalled, "gcc with the Linux headers is not installed");
        StringBuilder source = new(Headers);
        foreach (FieldInfo constant in typeof(Libc).GetFields(All))
        {
            string value = Convert.ToString(constant.GetValue(null) is nint pointerSized ? (long)pointerSized : constant.GetValue(null), CultureInfo.InvariantCulture)!;
            Assert(source, $"{constant.Name} == {value}", constant.Name);
        }

        Xunit.Assert.Equal("", CCompiler.Check(source.ToString()));
    }

    [Fact]
    public void Structs_All_NameTheirCType() =>
        Xunit.Assert.All(Structs(), type => Xunit.Assert.NotNull(type.GetCustomAttribute<CStructAttribute>()));

    [SkippableFact]
    public void Check_WrongSize_IsRefused()
    {
        Skip.IfNot(CCompiler.IsInstalled, "gcc with the Linux headers is not installed");
        StringBuilder source = new(Headers);
        Assert(source, "sizeof(struct timex) == 207", "sizeof struct timex");
        Xunit.Assert.Contains("static assertion failed", CCompiler.Check(source.ToString()), StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Structs() =>
        typeof(Libc).Assembly.GetTypes().Where(type =>
            type is { IsValueType: true, IsEnum: false, Namespace: "Nts.Drivers.Linux.Interop" } && !type.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static void Assert(StringBuilder source, string condition, string what) =>
        source.Append(CultureInfo.InvariantCulture, $"_Static_assert({condition}, \"{what}\");\n");

    private static int SizeOf(Type type) => type.IsPointer
        ? IntPtr.Size
        : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
