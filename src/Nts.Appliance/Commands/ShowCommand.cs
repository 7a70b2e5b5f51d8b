using System;
using System.Buffers;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;

namespace Nts.Appliance.Commands;

/// <summary>The commands that show a part of what the timekeeper publishes: they read one file, and need no privilege.</summary>
/// <remarks>Exit code 0 when all is well with that part, 1 when it is not, 2 when no timekeeper runs or the command line is wrong.</remarks>
internal static class ShowCommand
{
    private const int NeedsAttention = 1;
    private const int NotRunning = 2;
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> All() =>
    [
        Create("status", "Say whether the clock is locked and how well, or why not.", StatusText.Render, status => status.IsSynchronized),
        Create("tracking", "Show how the clock follows its reference, in the lines of chronyc.", TrackingText.Render, status => status.IsSynchronized, "time", "clock", "tracking"),
        Create("sources", "Show the receiver's pulse and sentences as chronyc shows sources.", SourcesText.Render, SourcesText.IsFollowed, "tracking", "receiver"),
        Create("gps", "Show the receiver: what it is, how it hears, how its pulse is stamped.", ReceiverText.Render, status => status.Receiver.NextStep is null, "receiver", "leap"),
        Create("clients", "Show the busiest clients.", ClientsText.Render, _ => true, "clients"),
        Create("serverstats", "Count what was served and what was refused.", ServerText.Render, _ => true, "ntp", "keyEstablishment", "keyEstablishmentState"),
        Create("keys", "Show the cookie keys: ids, age, next rotation.", KeysText.Render, status => status.Keys.Problem is null, "keys"),
        Create("cert", "Show the certificate of key establishment.", CertificateText.Render, status => status.Certificate is { Problem: null }, "certificate", "keyEstablishmentState"),
    ];

    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="render">Several lines without a line break at the end.</param>
    /// <param name="isWell">Whether nobody needs to do anything.</param>
    /// <param name="parts">Members of the published document that JSON is made of; none for the whole.</param>
    private static Command Create(string name, string description, Func<StatusDocument, string> render, Func<StatusDocument, bool> isWell, params string[] parts)
    {
        Option<string?> file = new("--status-file") { Description = "The file in which the timekeeper publishes its state; the configuration is not read then.", HelpName = "FILE" };
        Option<string?> directory = new("--run-directory") { Description = "The folder of that file.", HelpName = "FOLDER" };
        Option<string?> configuration = ConfigurationOption.Create();
        Option<bool> json = new("--json") { Description = parts.Length == 0 ? "Print the published document as it is." : "Print JSON: these parts of the published document." };
        Command command = new(name, description) { json, configuration, directory, file };
        command.SetAction(result =>
        {
            string path = result.GetValue(file)
                ?? Path.Combine(result.GetValue(directory) ?? RunDirectory(result.GetValue(configuration)), StatusFile.FileName);
            return Show(StatusView.Of(path), result.GetValue(json) ? view => Json(view, parts) : view => render(view.Status!), isWell);
        });
        return command;
    }

    /// <summary>Where a configuration is not for this user to read, or wrong, the timekeeper still runs where it always does.</summary>
    private static string RunDirectory(string? given)
    {
        ConfigurationFile file = ConfigurationReader.ReadFile(given);
        if (given is not null && file.Configuration is null)
        {
            Console.Error.WriteLine($"{file.Name}: {file.Problems[0]}");
        }

        return (file.Configuration ?? new ApplianceConfiguration()).RunDirectory;
    }

    private static int Show(StatusView view, Func<StatusView, string> render, Func<StatusDocument, bool> isWell)
    {
        if (view.Status is not null)
        {
            Console.Out.WriteLine(render(view));
        }

        if (view.Problem is not null)
        {
            Console.Error.WriteLine($"{view.Problem}\nnext: sudo systemctl start nts-appliance; if one runs elsewhere, name its folder with --run-directory");
            return NotRunning;
        }

        return isWell(view.Status!) ? 0 : NeedsAttention;
    }

    /// <summary>Some members of the document under their names there: who knows one knows the other.</summary>
    private static string Json(StatusView view, string[] parts)
    {
        if (parts.Length == 0)
        {
            return Encoding.UTF8.GetString(view.Json.Span);
        }

        ArrayBufferWriter<byte> output = new();
        using JsonDocument document = JsonDocument.Parse(view.Json);
        using (Utf8JsonWriter writer = new(output, Indented))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(member => parts.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
