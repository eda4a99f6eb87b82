namespace Ward.Elements.Nftables;

/// <summary>nft as a process for each script, for machines without the library. The script goes in by its standard input.</summary>
/// <param name="command">The tool with what stands before it, such as ip netns exec NAME nft.</param>
public sealed class NftProcess(params string[] command) : INft
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public NftAnswer Run(string script) => Start(script, "-f", "-");

    public NftAnswer List(string script, bool withoutElements) =>
        // As words: with -j, what comes by -f would have to be JSON too.
        withoutElements ? Start(null, "-j", "-p", "-t", script) : Start(null, "-j", "-p", script);

    public void Dispose() { }

    private NftAnswer Start(string? script, params string[] arguments)
    {
        var ended = Tool.Run(command[0], [.. command.Skip(1), .. arguments], script, Longest);
        return new(ended.Code == 0, ended.Output, ended.Error);
    }
}
