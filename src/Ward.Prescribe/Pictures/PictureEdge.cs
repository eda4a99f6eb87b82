namespace Ward.Prescribe.Pictures;

/// <summary>One step of a picture.</summary>
/// <param name="From">Id of a node.</param>
/// <param name="To">Id of a node.</param>
/// <param name="Technique">ATT&amp;CK technique id.</param>
/// <param name="Probability">That it succeeds, 0..1; the greatest where several ways take it.</param>
/// <param name="Cut">Number of the measure that meets it, from 1, or null.</param>
/// <param name="Stops">False where the measure only makes it harder.</param>
public sealed record PictureEdge(string From, string To, string Technique, double Probability, string Words, int? Cut, bool Stops);
