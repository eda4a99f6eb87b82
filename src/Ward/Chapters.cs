using Ward.Detect;
using Ward.Ingest;
using Ward.Learn;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;

namespace Ward;

/// <summary>The six chapters as the watch knows them.</summary>
internal sealed record Chapters(IIngest Ingest, IDetect Detect, IPredict Predict, IPrescribe Prescribe, IRespond Respond, ILearn Learn);
