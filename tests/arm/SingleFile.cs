using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Nts.Arm;

/// <summary>A program published as a single file: the host, which is the runtime, then files, then a list of them (.NET's bundle format, version 6).</summary>
internal sealed class SingleFile
{
    private const uint MajorVersion = 6;
    private const byte AssemblyKind = 1, DependenciesKind = 3, ConfigurationKind = 4;

    /// <summary>Stands behind the offset of the list; by convention, so that the host can be found and told where its files are.</summary>
    private static readonly byte[] Marker = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    private readonly byte[] _host;
    private readonly string _program;

    private SingleFile(byte[] host, string program, Dictionary<string, byte[]> files)
    {
        _host = host;
        _program = program;
        Files = files;
    }

    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public static SingleFile Read(byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes));
        reader.BaseStream.Position = BitConverter.ToInt64(bytes, OffsetPlace(bytes));
        Require(reader.ReadUInt32() == MajorVersion, "another version of the bundle format");
        _ = reader.ReadUInt32();
        int count = reader.ReadInt32();
        _ = reader.ReadString();
        _ = reader.ReadBytes(5 * sizeof(long));

        Dictionary<string, byte[]> files = [];
        int hostLength = bytes.Length;
        string? program = null;
        for (int i = 0; i < count; i++)
        {
            int offset = checked((int)reader.ReadInt64());
            int length = checked((int)reader.ReadInt64());
            int packed = checked((int)reader.ReadInt64());
            byte kind = reader.ReadByte();
            string path = reader.ReadString();
            files[path] = packed == 0 ? bytes[offset..(offset + length)] : Unpack(bytes.AsSpan(offset, packed).ToArray());
            hostLength = Math.Min(hostLength, offset);
            program = kind == ConfigurationKind ? path[..path.IndexOf('.', StringComparison.Ordinal)] : program;
        }

        return new SingleFile(bytes[..hostLength], program ?? throw new InvalidDataException("a program without configuration"), files);
    }

    /// <summary>The same host with another program; its assemblies are all the files.</summary>
    public byte[] WriteWith(string program, IReadOnlyDictionary<string, byte[]> assemblies)
    {
        byte[] host = [.. _host];
        byte[] oldName = Encoding.ASCII.GetBytes(_program + ".dll\0");
        byte[] newName = Encoding.ASCII.GetBytes(program + ".dll\0");
        newName.CopyTo(host.AsSpan(host.AsSpan().IndexOf(oldName)));

        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write(host);
        List<(long Offset, long Length, byte Kind, string Path)> list = [];
        foreach ((string name, byte[] bytes) in assemblies)
        {
            Add(AssemblyKind, name, bytes);
        }

        Add(DependenciesKind, program + ".deps.json", Encoding.UTF8.GetBytes(Dependencies(program, assemblies.Keys)));
        Add(ConfigurationKind, program + ".runtimeconfig.json", Encoding.UTF8.GetBytes(Configuration));

        long start = file.Position;
        writer.Write(MajorVersion);
        writer.Write(0u);
        writer.Write(list.Count);
        writer.Write(program);
        writer.Write(list[^2].Offset);
        writer.Write(list[^2].Length);
        writer.Write(list[^1].Offset);
        writer.Write(list[^1].Length);
        writer.Write(0ul);
        foreach ((long offset, long length, byte kind, string path) in list)
        {
            writer.Write(offset);
            writer.Write(length);
            writer.Write(0L);
            writer.Write(kind);
            writer.Write(path);
        }

        file.Position = OffsetPlace(host);
        writer.Write(start);
        return file.ToArray();

        void Add(byte kind, string path, byte[] bytes)
        {
            // Assemblies are mapped into memory, by pages.
            writer.Write(new byte[(-(int)file.Position) & 0xFFF]);
            list.Add((file.Position, bytes.Length, kind, path));
            writer.Write(bytes);
        }
    }

    private const string Configuration = """
        { "runtimeOptions": { "tfm": "net10.0", "includedFrameworks": [ { "name": "Microsoft.NETCore.App", "version": "10.0.0" } ],
          "configProperties": { "System.Globalization.Invariant": true } } }
        """;

    private static string Dependencies(string program, IEnumerable<string> assemblies) => $$"""
        { "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0/linux-arm64", "signature": "" },
          "targets": { ".NETCoreApp,Version=v10.0/linux-arm64": {
            "{{program}}/1.0.0": { "dependencies": { "runtime": "1.0.0" }, "runtime": { "{{program}}.dll": {} } },
            "runtime/1.0.0": { "runtime": { {{string.Join(", ", assemblies.Where(name => name != program + ".dll").Select(name => $"\"{name}\": {{}}"))}} } } } },
          "libraries": { "{{program}}/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "runtime/1.0.0": { "type": "runtimepack", "serviceable": false, "sha512": "" } } }
        """;

    private static int OffsetPlace(byte[] host)
    {
        int marker = host.AsSpan().IndexOf(Marker);
        Require(marker >= sizeof(long), "not a program in a single file");
        return marker - sizeof(long);
    }

    private static byte[] Unpack(byte[] packed)
    {
        using DeflateStream deflate = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        deflate.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
