using System.Text.Json;

namespace Ward.Server.Access;

/// <summary>
/// The one-time code with which the first administrator is made: kept as a hash in the state folder,
/// void after use, after 30 minutes and after 5 wrong tries. Thread-safe.
/// </summary>
internal sealed class SetupCode(string folder, TimeProvider time) : IDisposable
{
    public const int Tries = 5;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly string file = Path.Combine(folder, "set-up.json");

    /// <summary>A new code; the former one is void.</summary>
    public async Task<string> Issue(CancellationToken stop)
    {
        var code = Code.New();
        await one.WaitAsync(stop);
        try
        {
            Write(new Kept(Code.Hash(code), time.GetUtcNow() + Life, Tries));
            return code;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Runs <paramref name="use"/> if the code is right, one caller at a time, and voids the code where it returns true.
    /// A wrong code costs a try.
    /// </summary>
    public async Task<bool> TryUse(string code, Func<Task<bool>> use, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (Read() is not { } kept || kept.Ends <= time.GetUtcNow() || kept.TriesLeft < 1) return false;
            if (!Code.Matches(code, kept.Hash))
            {
                Write(kept with { TriesLeft = kept.TriesLeft - 1 });
                return false;
            }

            if (!await use()) return false;
            File.Delete(file);
            return true;
        }
        finally
        {
            one.Release();
        }
    }

    public void Void() => File.Delete(file);

    public void Dispose() => one.Dispose();

    private Kept? Read()
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Kept>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            return null; // a torn file is no code
        }
    }

    private void Write(Kept kept) => PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(kept));

    private sealed record Kept(string Hash, DateTimeOffset Ends, int TriesLeft);
}
