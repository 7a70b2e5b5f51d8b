using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Nts.Appliance.Configuration;
using Nts.Configuration;
using Nts.Server.Hosting;

namespace Nts.Appliance.Timekeeping;

/// <summary>Reads the configuration file again when SIGHUP asks for it. What can change while the timekeeper runs does; the rest is named.</summary>
internal sealed class ConfigurationReload : IDisposable
{
    private readonly string? _path;
    private readonly EventLog _log;
    private readonly bool _hasFile;
    private readonly PosixSignalRegistration _hangUp;
    private Dictionary<string, string> _inForce;
    private Dictionary<string, string> _seen;
    private volatile bool _isAsked;

    /// <summary>Listens from now on.</summary>
    /// <param name="file">What the timekeeper was started with; null for what no file says.</param>
    /// <param name="log">Says what became of it.</param>
    public ConfigurationReload(ConfigurationFile? file, EventLog log)
    {
        _path = file?.Path;
        _log = log;
        _hasFile = file is not null;
        _inForce = _seen = Values(file?.Entries ?? []);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp);
    }

    /// <summary>Whether somebody has asked since the last time; then it is done with.</summary>
    public bool TakeRequest()
    {
        bool isAsked = _isAsked;
        _isAsked = false;
        return isAsked;
    }

    /// <summary>Reads the file. Gives what holds from now on, in which all that needs a restart is as before; null when everything stays.</summary>
    public ApplianceConfiguration? Read()
    {
        if (!_hasFile)
        {
            return null;
        }

        ConfigurationFile file = ConfigurationReader.ReadFile(_path);
        foreach (ConfigurationProblem problem in file.Problems)
        {
            _log.Warning($"reload: {file.Name}: {problem}");
        }

        if (file.Configuration is null)
        {
            _log.Warning("reload: the configuration of before stays in force");
            return null;
        }

        Dictionary<string, string> read = Values(file.Entries);
        Tell(file, read);
        _seen = read;
        _inForce = Values([.. file.Entries.Where(entry => Reloads(entry.Section, entry.Key)), .. Kept()]);
        ApplianceConfiguration next = new();
        foreach (Setting<ApplianceConfiguration> setting in Settings.All)
        {
            if (_inForce.TryGetValue(Name(setting), out string? value))
            {
                setting.Apply(next, value);
            }
        }

        return next;
    }

    /// <inheritdoc/>
    public void Dispose() => _hangUp.Dispose();

    private static Dictionary<string, string> Values(IEnumerable<IniEntry> entries) => entries.ToDictionary(entry => $"{entry.Section}/{entry.Key}", entry => entry.Value);

    private static string Name(Setting<ApplianceConfiguration> setting) => $"{setting.Section}/{setting.Key}";

    private static bool Reloads(string section, string key) => Settings.All.First(setting => setting.Section == section && setting.Key == key).AppliesOnReload;

    /// <summary>What needs a restart, as it is.</summary>
    private IEnumerable<IniEntry> Kept() =>
        from setting in Settings.All
        where !setting.AppliesOnReload && _inForce.ContainsKey(Name(setting))
        select new IniEntry(setting.Section, setting.Key, _inForce[Name(setting)], 0);

    private void Tell(ConfigurationFile file, Dictionary<string, string> read)
    {
        // Told once: what has not changed since it was told is not told again.
        Setting<ApplianceConfiguration>[] changed = [.. Settings.All.Where(setting => Differ(setting, read, _seen))];
        string[] taken = [.. changed.Where(setting => setting.AppliesOnReload).Select(Spoken)];
        string[] waiting = [.. changed.Where(setting => !setting.AppliesOnReload && Differ(setting, read, _inForce)).Select(Spoken)];
        _log.Notice($"reload: {file.Description}: {(taken.Length > 0 ? $"from now on with the new {string.Join(", ", taken)}" : "no change that a reload brings into force")}");
        if (waiting.Length > 0)
        {
            _log.Warning($"reload: {string.Join(", ", waiting)} changed, which needs a restart: sudo systemctl restart nts-appliance");
        }
    }

    private static bool Differ(Setting<ApplianceConfiguration> setting, Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.GetValueOrDefault(Name(setting), setting.Default) != other.GetValueOrDefault(Name(setting), setting.Default);

    private static string Spoken(Setting<ApplianceConfiguration> setting) => $"[{setting.Section}] {setting.Key}";

    private void OnHangUp(PosixSignalContext context)
    {
        // Not the default, which would end the process. The timekeeper looks once a second.
        context.Cancel = true;
        _isAsked = true;
    }
}
