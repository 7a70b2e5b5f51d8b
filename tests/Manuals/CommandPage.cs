using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text;

namespace Nts.Manuals;

/// <summary>What a command tree gives by itself: the commands of a man page, and the completion of bash.</summary>
internal static class CommandPage
{
    /// <summary>NAME, SYNOPSIS and COMMANDS.</summary>
    public static Roff Begin(RootCommand root, string program, int section, string book)
    {
        Roff page = new Roff(program, section, book)
            .Section("Name").Paragraph($"{program} - {char.ToLowerInvariant(root.Description![0])}{root.Description[1..].TrimEnd('.')}")
            .Section("Synopsis").Paragraph($"{program} COMMAND [OPTIONS]").Section("Commands");
        foreach (Command command in root.Subcommands)
        {
            page.Subsection($"{program} {command.Name}{string.Concat(command.Arguments.Select(Usage))} [OPTIONS]").Paragraph(command.Description!);
            foreach (Argument argument in command.Arguments)
            {
                page.Item(argument.Name.ToUpperInvariant(), argument.Description!);
            }

            foreach (Option option in Visible(command))
            {
                page.Item(string.Join(", ", Names(option)) + (IsSwitch(option) ? "" : " " + (option.HelpName ?? "VALUE")), option.Description!);
            }
        }

        return page;
    }

    /// <summary>A file for bash-completion: commands, then the options of a command; file names wherever neither fits.</summary>
    public static string Bash(RootCommand root, string program)
    {
        string function = "_" + program.Replace('-', '_');
        StringBuilder cases = new();
        foreach (Command command in root.Subcommands)
        {
            cases.Append($"        {command.Name}) words=\"{string.Join(' ', Visible(command).SelectMany(Names).Append("--help"))}\" ;;\n");
        }

        return $$"""
            # Completion of {{program}} for bash; for zsh after: autoload -U +X bashcompinit && bashcompinit
            {{function}}() {
                local current=${COMP_WORDS[COMP_CWORD]} command="" words="" i
                for ((i = 1; i < COMP_CWORD; i++)); do
                    if [[ ${COMP_WORDS[i]} != -* ]]; then
                        command=${COMP_WORDS[i]}
                        break
                    fi
                done
                case $command in
                    "") words="{{string.Join(' ', root.Subcommands.Select(command => command.Name))}} --help --version" ;;
            {{cases.ToString().TrimEnd('\n')}}
                esac
                if [[ -z $command || $current == -* ]]; then
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                else
                    COMPREPLY=()
                fi
            }
            complete -o default -F {{function}} {{program}}

            """;
    }

    private static IEnumerable<Option> Visible(Command command) => command.Options.Where(option => !option.Hidden);

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);

    private static bool IsSwitch(Option option) => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;

    private static string Usage(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name.ToUpperInvariant()}]" : $" {argument.Name.ToUpperInvariant()}";
}
