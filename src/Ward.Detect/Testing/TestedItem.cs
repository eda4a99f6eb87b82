using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>One thing that a rule or a correlation asks, which samples may carry or not.</summary>
/// <param name="Selection">Where in the rule it stands: a selection's name, or "correlation".</param>
/// <param name="Line">Line in the rule's file, from 1; 0 where a filter or pipeline made it.</param>
public abstract record TestedItem(SigmaHeader Rule, string Selection, int Line)
{
    /// <summary>What it asks, in words; made of the rule's text.</summary>
    public abstract string Words { get; }
}
