using System;
using Nts.Configuration;

namespace Nts.Simulation.Files;

/// <summary>The section of a scenario file that holds one model: a key for each of its properties, whose defaults are the model's own.</summary>
internal sealed class ModelSection<TModel>(string name, Func<Scenario, TModel> read, Func<Scenario, TModel, Scenario> with)
{
    private static readonly Scenario Defaults = new();

    /// <summary>A key.</summary>
    public Setting<ScenarioFile> Key<T>(string key, ValueKind<T> kind, string description, Func<TModel, T> get, Func<TModel, T, TModel> set) => new(
        name,
        key,
        kind.Write(get(read(Defaults))),
        description,
        (file, text) => kind.Read(text, value => file.Scenario = with(file.Scenario, set(read(file.Scenario), value))));
}
