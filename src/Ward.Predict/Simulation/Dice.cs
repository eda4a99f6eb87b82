namespace Ward.Predict.Simulation;

/// <summary>
/// Chance by counting: the throw of a key in a trial is the output number 'trial' of the SplitMix64 sequence that starts at the key
/// (Steele, Lea, Flood 2014). Nothing is kept between throws, so they may be asked for in any order and only where they are needed,
/// and two cities that share a key share its throws (common random numbers).
/// </summary>
internal static class Dice
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public static double Uniform(ulong key, int trial) => (Mix(key + ((ulong)(trial + 1) * Golden)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box and Muller 1958), independent of the uniform of the same key.</summary>
    public static double Normal(ulong key, int trial)
    {
        var other = Mix(key ^ 0xD1B54A32D192ED03);
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(other, trial)));
        return radius * Math.Cos(2 * Math.PI * Uniform(Mix(other), trial));
    }

    /// <summary>The key of a text, the same in every process (FNV-1a, mixed).</summary>
    public static ulong Key(ulong seed, string kind, string first, string second = "")
    {
        var hash = 0xCBF29CE484222325;
        Add(ref hash, kind);
        Add(ref hash, first);
        Add(ref hash, second);
        return Mix(hash ^ Mix(seed + Golden));
    }

    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private static void Add(ref ulong hash, string text)
    {
        foreach (var c in text) hash = (hash ^ c) * 0x100000001B3;
        hash = (hash ^ 0xFFFF) * 0x100000001B3;
    }
}
