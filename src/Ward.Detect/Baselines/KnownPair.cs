using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>An account and a place from which it has signed in.</summary>
internal readonly record struct PairKey(UInt128 Account, UInt128 Place);

/// <summary>What is known of a pair. 10 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct KnownPair
{
    public int FirstDay;
    public int LastDay;

    /// <summary>Distinct days with a sign-in.</summary>
    public ushort Days;

    public void Learn(int day)
    {
        if (FirstDay == 0) FirstDay = day;
        if (day <= LastDay) return;
        LastDay = day;
        if (Days < ushort.MaxValue) Days++;
    }
}
