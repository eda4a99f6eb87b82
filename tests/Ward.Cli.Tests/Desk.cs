using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ward.Cli.Processes;

namespace Ward.Cli.Tests;

/// <summary>A command line on a desk of its own: a folder, a server that answers as told, and no process ever started.</summary>
internal sealed class Desk : HttpMessageHandler, IProcesses
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-cli-");

    public string State => folder.FullName;

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, (HttpStatusCode Status, string Body)> Answers { get; } = [];

    public List<(string Method, string Path, string? Token, string Body)> Asked { get; } = [];

    public (string Program, IReadOnlyList<string> Arguments)? Became { get; private set; }

    public HashSet<int> Running { get; } = [];

    public bool Unreachable { get; set; }

    public Doors Doors { get; set; } = new(null, null, []);

    public Desk WithServer()
    {
        File.WriteAllText(Path.Combine(State, "server.url"), "http://127.0.0.1:7878\n");
        File.WriteAllText(Path.Combine(State, "cli.token"), "secret\n");
        return this;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(State, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>What comes in by standard input.</summary>
    public string In { get; set; } = "";

    /// <summary>Standard input as bytes.</summary>
    public Stream Bytes { get; set; } = Stream.Null;

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>Columns of the terminal; 0 for a pipe.</summary>
    public int Width { get; set; }

    /// <summary>True where answers break off after their first bytes.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>True where requests are never answered.</summary>
    public bool Holds { get; set; }

    /// <summary>The request during which Ctrl-C is pressed.</summary>
    public (string Request, CancellationTokenSource Stop)? StopAt { get; set; }

    public Task<int> Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    public Task<int> Run(CancellationToken stop, params string[] arguments)
    {
        Variables.TryAdd("WARD_STATE", State);
        return CommandLine.Run(arguments, new Terminal(Out, Error, Width, Variables.GetValueOrDefault, () => this, Clock, this, State) { In = new StringReader(In), Bytes = () => Bytes }, Doors, stop);
    }

    public int Become(string program, IReadOnlyList<string> arguments)
    {
        Became = (program, arguments);
        return 0;
    }

    public bool AskToStop(int process, string program) => Running.Remove(process);

    public bool Runs(int process, string program) => Running.Contains(process);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Unreachable) throw new HttpRequestException("Connection refused");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.PathAndQuery;
        Asked.Add((request.Method.Method, path, request.Headers.Authorization?.Parameter, body));
        if (Holds) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        if (StopAt is { } at && at.Request == $"{request.Method} {path}")
        {
            await at.Stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        var (status, text) = Answers.GetValueOrDefault($"{request.Method} {path}", (HttpStatusCode.NotFound, ""));
        return new HttpResponseMessage(status) { Content = BreaksOff ? new BrokenContent(text) : new StringContent(text, Encoding.UTF8, "application/json") };
    }

    public void CleanUp() => folder.Delete(recursive: true);
}
