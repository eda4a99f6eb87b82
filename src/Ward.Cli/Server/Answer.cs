using System.Text.Json;

namespace Ward.Cli.Server;

/// <summary>What came of asking the server.</summary>
internal abstract record Answer
{
    private Answer() { }

    public sealed record Given(JsonElement Body) : Answer;

    /// <param name="Code">Exit code.</param>
    /// <param name="Words">One line.</param>
    public sealed record Failed(int Code, string Words) : Answer;
}
