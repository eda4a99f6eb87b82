using Spectre.Console;
using Ward.Standards.Yaml;

namespace Ward.Cli;

/// <summary>Everything by which the command line touches the world, so that a test can stand in for it.</summary>
/// <param name="Out">Answers, and nothing else.</param>
/// <param name="Error">What a person should know besides.</param>
/// <param name="Width">Columns for tables; 0 for as many as they need, as in a pipe.</param>
/// <param name="Programs">The folder of this program, in which the others and the sample city lie.</param>
/// <param name="Variable">Environment variable by name.</param>
internal sealed record Terminal(
    TextWriter Out,
    TextWriter Error,
    int Width,
    Func<string, string?> Variable,
    Func<HttpMessageHandler?> Http,
    TimeProvider Clock,
    Processes.IProcesses Processes,
    string Programs)
{
    /// <summary>Standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Standard input as bytes.</summary>
    public Func<Stream> Bytes { get; init; } = () => Stream.Null;

    private const int Unbounded = 1000;

    /// <summary>One line on standard error, safe to show.</summary>
    public int Fail(int code, string words)
    {
        Error.WriteLine("ward: " + Printable.Of(words));
        return code;
    }

    /// <summary>Prints a table without colour; every cell must have come through <see cref="Shown.Cells"/>.</summary>
    public void Print(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
        });
        console.Profile.Width = Width > 0 ? Width : Unbounded;
        console.Write(table);
    }
}
