using System.CommandLine;
using System.Text.Json;

namespace Ward.Cli.Server;

/// <summary>A command that asks the server one thing and shows the answer.</summary>
internal static class DataCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="ask">Sends the question.</param>
    /// <param name="show">Prints the answer for a person.</param>
    public static Command Create(
        string name, string description, Terminal terminal,
        Func<ParseResult, ServerClient, CancellationToken, Task<Answer>> ask,
        Action<ParseResult, JsonElement> show,
        params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else command.Arguments.Add((Argument)symbol);
        }

        command.Options.Add(ServerOptions.State);
        command.Options.Add(ServerOptions.Url);
        command.Options.Add(ServerOptions.Json);
        command.SetAction(async (parsed, stop) =>
        {
            using var client = ServerClient.Open(parsed, terminal, out var code);
            if (client is null) return code;
            switch (await ask(parsed, client, stop).ConfigureAwait(false))
            {
                case Answer.Failed failed:
                    return terminal.Fail(failed.Code, failed.Words);
                case Answer.Given given when parsed.GetValue(ServerOptions.Json):
                    await terminal.Out.WriteLineAsync(given.Body.ValueKind == JsonValueKind.Undefined ? "null" : JsonSerializer.Serialize(given.Body, Indented)).ConfigureAwait(false);
                    return Exit.Done;
                case Answer.Given given:
                    show(parsed, given.Body);
                    return Exit.Done;
                default:
                    throw new InvalidOperationException("An answer of an unknown kind.");
            }
        });
        return command;
    }
}
