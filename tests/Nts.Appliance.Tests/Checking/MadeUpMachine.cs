using System;
using System.IO;

namespace Nts.Appliance.Checking;

/// <summary>A machine that is a folder of small files.</summary>
internal sealed class MadeUpMachine : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("nts-machine-");

    public string Root => _root.FullName;

    /// <summary>A Raspberry Pi with its boot files.</summary>
    public MadeUpMachine Pi(string model, string chip, string config, string commandLine = "console=tty1 root=PARTUUID=1") =>
        File("/proc/device-tree/model", $"Raspberry Pi {model}\0").File("/proc/device-tree/compatible", $"raspberrypi,x\0brcm,{chip}\0")
            .File("/boot/firmware/config.txt", config).File("/boot/firmware/cmdline.txt", commandLine + "\n");

    /// <summary>A serial port with its device number.</summary>
    public MadeUpMachine Port(string name, string number = "204:64") => File("/dev/" + name).File($"/sys/class/tty/{name}/dev", number + "\n");

    /// <summary>A process; one of a session has a terminal, packed as in proc(5).</summary>
    public MadeUpMachine Process(int id, string name, int terminal = 0, string commandLine = "") =>
        File($"/proc/{id}/comm", name + "\n").File($"/proc/{id}/stat", $"{id} ({name}) S 1 {id} {id} {terminal} -1 0").File($"/proc/{id}/cmdline", commandLine);

    /// <summary>A source of the kernel's pulse drivers.</summary>
    public MadeUpMachine Pps(int number, string name) => File($"/dev/pps{number}").File($"/sys/class/pps/pps{number}/name", name + "\n");

    public MadeUpMachine File(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        System.IO.File.WriteAllText(Root + path, text);
        return this;
    }

    public MadeUpMachine Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        System.IO.File.CreateSymbolicLink(Root + path, target);
        return this;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
