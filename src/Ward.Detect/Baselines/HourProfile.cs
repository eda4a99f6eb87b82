using System.Runtime.CompilerServices;

namespace Ward.Detect.Baselines;

/// <summary>One byte for each hour of the week, Monday 00 to 01 UTC first.</summary>
[InlineArray(HourOfWeek.Count)]
internal struct HourProfile
{
    private byte first;
}
